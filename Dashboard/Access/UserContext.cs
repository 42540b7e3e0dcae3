using Maintenance.Core.Assets;
using Maintenance.Dashboard.Display;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Access;

/// <summary>Who asks, what they may see and how they want it shown; one a request.</summary>
internal sealed class UserContext
{
    public UserContext(IHttpContextAccessor accessor, TimeProvider clock)
    {
        var http = accessor.HttpContext ?? throw new InvalidOperationException("A user context needs a request.");
        User = http.User;
        Name = UserClaims.NameOf(http.User);
        Scope = UserClaims.ScopeOf(http.User);
        Preferences = UserPreferences.Read(http.Request, clock);
    }

    public System.Security.Claims.ClaimsPrincipal User { get; }

    public string Name { get; }

    public RegionScope Scope { get; }

    public UserPreferences Preferences { get; }

    public bool Is(Role atLeast) => UserClaims.HasRole(User, atLeast);

    /// <summary>SQL cannot be cut by region, so it is for engineers of the whole fleet.</summary>
    public bool MayQuery => Is(Role.Engineer) && Scope.IsAll;
}
