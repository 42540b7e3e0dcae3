using Maintenance.Core.Assets;
using Maintenance.Core.Tables;

namespace Maintenance.Api.Access;

/// <summary>A person who may sign in.</summary>
/// <param name="Name">1–64 characters; compared ordinally, ignoring case.</param>
/// <param name="Role">What they may do.</param>
/// <param name="Regions">Regions they may see.</param>
/// <param name="ProtectedHash">Password hash, sealed with the key ring: useless to someone who reads the column in SQL.</param>
/// <param name="CreatedUnixMicros">When the account or its current password was created.</param>
public sealed record UserAccount(string Name, Role Role, RegionScope Regions, string ProtectedHash, long CreatedUnixMicros)
{
    /// <summary>Changes with role, regions or password: a cookie with another stamp is invalid.</summary>
    public string Stamp => Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{Name}\n{Role}\n{Regions}\n{ProtectedHash}"))
            .AsSpan(0, 12));

    /// <summary>From its row; a role unknown to this build becomes viewer.</summary>
    public static UserAccount Of(UserAccountRow row) => new(
        row.Name, Roles.TryParse(row.Role, out var role)
            ? role : Role.Viewer, RegionScope.Parse(row.Regions), row.PasswordHash ?? "", row.CreatedUnixMicros);
}
