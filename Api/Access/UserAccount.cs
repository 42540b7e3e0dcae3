using Maintenance.Core.Assets;
using Maintenance.Core.Tables;

namespace Maintenance.Api.Access;

/// <summary>A person who may sign in.</summary>
/// <param name="Name">1–64 characters, compared ordinally, ignoring case.</param>
/// <param name="Role">What they may do.</param>
/// <param name="Regions">Where.</param>
/// <param name="ProtectedHash">Password hash, sealed with the key ring: the column alone is no use to who reads it in SQL.</param>
/// <param name="CreatedUnixMicros">When the account, or its present password, was made.</param>
public sealed record UserAccount(string Name, Role Role, RegionScope Regions, string ProtectedHash, long CreatedUnixMicros)
{
    /// <summary>Changes with role, regions or password: a cookie that carries another stamp is void.</summary>
    public string Stamp => Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{Name}\n{Role}\n{Regions}\n{ProtectedHash}"))
            .AsSpan(0, 12));

    /// <summary>Of its row; a role this build does not know gives the least there is.</summary>
    public static UserAccount Of(UserAccountRow row) => new(
        row.Name, Roles.TryParse(row.Role, out var role)
            ? role : Role.Viewer, RegionScope.Parse(row.Regions), row.PasswordHash ?? "", row.CreatedUnixMicros);
}
