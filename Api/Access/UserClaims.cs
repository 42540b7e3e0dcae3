using System.Security.Claims;
using Maintenance.Core.Assets;

namespace Maintenance.Api.Access;

/// <summary>Claims of a signed-in user: name, role, regions, the account's stamp and the session.</summary>
public static class UserClaims
{
    public const string Regions = "regions";
    public const string Stamp = "stamp";

    private const string Session = "session";

    public static ClaimsPrincipal PrincipalOf(UserAccount account, string session, string scheme) =>
        Create(account.Name, account.Role, account.Regions, account.Stamp, session, scheme);

    public static ClaimsPrincipal PrincipalOfProgram(string name, string scheme) =>
        Create(name, Role.Admin, RegionScope.All, "", "", scheme);

    /// <summary>The person's session; null for a program, and for a cookie of a build that had no sessions.</summary>
    public static string? SessionOf(ClaimsPrincipal user) => user.FindFirstValue(Session) is { Length: > 0 } session ? session : null;

    public static RegionScope ScopeOf(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true ? RegionScope.Parse(user.FindFirstValue(Regions)) : RegionScope.None;

    public static string NameOf(ClaimsPrincipal user) => user.Identity?.Name ?? "";

    public static bool HasRole(ClaimsPrincipal user, Role atLeast) =>
        Roles.TryParse(user.FindFirstValue(ClaimTypes.Role), out var role) && role >= atLeast;

    private static ClaimsPrincipal Create(string name, Role role, RegionScope regions, string stamp, string session, string scheme) =>
        new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, name), new Claim(ClaimTypes.Role, Roles.NameOf(role)), new Claim(Regions, regions.ToString()),
            new Claim(Stamp, stamp), new Claim(Session, session)],
        scheme));
}
