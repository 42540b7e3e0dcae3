using System.Security.Cryptography;
using System.Text;
using Maintenance.Api.Access.Names;
using Maintenance.Core.Assets;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Api.Access;

/// <summary>A person who may sign in.</summary>
/// <param name="Name">As stored.</param>
/// <param name="Role">What they may do.</param>
/// <param name="Regions">Regions they may see.</param>
/// <param name="ProtectedHash">Password hash, sealed with the key ring: useless to someone who reads the column in SQL.</param>
/// <param name="CreatedUnixMicros">When the account or its current password was created.</param>
public sealed record UserAccount(string Name, Role Role, RegionScope Regions, string ProtectedHash, long CreatedUnixMicros)
{
    /// <summary>Equal for all ways of writing the name (<see cref="UserName.Key"/>).</summary>
    public string Key { get; } = UserName.Key(Name);

    /// <summary>Department whose start page they see first; null: none was chosen.</summary>
    public string? Department { get; init; }

    /// <summary>When they ended the tour; <see cref="UnixMicros.None"/> until then.</summary>
    public long TourEndedUnixMicros { get; init; } = UnixMicros.None;

    /// <summary>What is wrong with the stored row and what to do; null for a sound one.</summary>
    public string? Problem { get; init; }

    /// <summary>False for a row that nobody can sign in to: it has no name, or another row has the same one.</summary>
    public bool IsReachable { get; init; } = true;

    /// <summary>May administer accounts (<see cref="AccessPolicies.Admin"/>).</summary>
    public bool IsAdmin => IsReachable && Role == Role.Admin && Regions.IsAll;

    /// <summary>Changes with role, regions or password: a session with another stamp is invalid.</summary>
    public string Stamp => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Name}\n{Role}\n{Regions}\n{ProtectedHash}")).AsSpan(0, 12));

    /// <summary>From its row, whatever it holds; a role unknown to this build becomes viewer.</summary>
    public static UserAccount Of(UserAccountRow row)
    {
        var isKnown = Roles.TryParse(row.Role, out var role);
        var account = new UserAccount(
            row.Name, isKnown ? role : Role.Viewer, RegionScope.Parse(row.Regions), row.PasswordHash ?? "", row.CreatedUnixMicros);
        return account with
        {
            Department = row.Department,
            TourEndedUnixMicros = row.TourEndedUnixMicros,
            IsReachable = account.Key.Length > 0,
            Problem = account.Key.Length == 0 ? "has no name, so nobody can sign in to it: rename or delete it"
                : !isKnown ? $"has the unknown role '{row.Role}' and counts as viewer: give it a role, or delete it"
                : account.ProtectedHash.Length == 0 ? "has no password: set one, or delete it"
                : !account.Regions.IsAll && account.Regions.Regions.Count == 0
                    ? "has no regions and sees nothing: give it some, or delete it"
                : null,
        };
    }

    /// <summary>The row that stores it.</summary>
    public UserAccountRow ToRow() => new()
    {
        Name = Name,
        Role = Roles.NameOf(Role),
        Regions = Regions.ToString(),
        PasswordHash = ProtectedHash,
        CreatedUnixMicros = CreatedUnixMicros,
        Department = Department,
        TourEndedUnixMicros = TourEndedUnixMicros,
    };
}
