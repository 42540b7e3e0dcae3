using Maintenance.Core.Assets;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Api.Access;

/// <summary>The caller and what they may see; one per request.</summary>
public sealed class UserContext
{
    public UserContext(IHttpContextAccessor accessor)
    {
        var http = accessor.HttpContext ?? throw new InvalidOperationException("UserContext requires a current HTTP request.");
        User = http.User;
        Name = UserClaims.NameOf(http.User);
        Scope = UserClaims.ScopeOf(http.User);
        Address = SignInLimits.AddressIn(http);
    }

    public System.Security.Claims.ClaimsPrincipal User { get; }

    public string Name { get; }

    public RegionScope Scope { get; }

    /// <summary>Where the request comes from, for the audit.</summary>
    public string Address { get; }

    public bool Is(Role atLeast) => UserClaims.HasRole(User, atLeast);

    /// <summary>May administer accounts (<see cref="AccessPolicies.Admin"/>).</summary>
    public bool MayAdminister => Is(Role.Admin) && Scope.IsAll;

    /// <summary>SQL cannot be filtered by region, so it is for engineers of the whole fleet.</summary>
    public bool MayQuery => Is(Role.Engineer) && Scope.IsAll;
}
