using Maintenance.Api.Access;
using Maintenance.Core.Assets;
using Maintenance.Core.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Api.Rest;

/// <summary>Accounts, for admins of all regions.</summary>
internal static class UserEndpoints
{
    private const int MaxNameLength = 64;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/users", GetUsersAsync).RequireAuthorization(AccessPolicies.Admin).Produces<UserContract[]>().WithTags("Accounts")
            .WithSummary("User accounts. Admins.");
        api.MapPut("/users/{name}", PutUserAsync).RequireAuthorization(AccessPolicies.Admin).Produces(204).ProducesValidationProblem()
            .WithTags("Accounts")
            .WithSummary("Creates an account or replaces its role, regions and password; its sessions end. Admins.");
    }

    private static async Task<IResult> GetUsersAsync(UserAccounts accounts, CancellationToken cancellationToken)
    {
        var all = await accounts.AllAsync(cancellationToken);
        return TypedResults.Ok(all.OrderBy(a => a.Name, StringComparer.OrdinalIgnoreCase)
            .Select(a => new UserContract(a.Name, Roles.NameOf(a.Role), a.Regions.ToString(), UnixMicros.ToUtc(a.CreatedUnixMicros)))
                .ToArray());
    }

    private static async Task<IResult> PutUserAsync(
        string name, UserRegistration body, UserAccounts accounts, AuditTrail audit, UserContext user, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        if (name.Length is 0 or > MaxNameLength || name.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            parameters.Refuse("name", $"must have 1 to {MaxNameLength} characters and no whitespace.");
        if (!Roles.TryParse(body.Role, out var role)) parameters.Refuse("role", $"'{body.Role}' is not "
            + $"allowed; expected one of {string.Join(", ", Roles.Names)}.");
        var regions = RegionScope.Parse(body.Regions);
        if (!regions.IsAll && regions.ToString().Length == 0)
            parameters.Refuse("regions", "is empty; expected * or names separated by commas.");
        if (body.Password is not { Length: >= UserAccounts.MinPasswordLength and <= UserAccounts.MaxPasswordLength })
            parameters.Refuse("password", $"must have {UserAccounts.MinPasswordLength} to {UserAccounts.MaxPasswordLength} characters.");
        if (!parameters.AreValid) return parameters.Problem();
        await audit.WriteAsync(user.Name, "save-account", name, $"{Roles.NameOf(role)} of {regions}", cancellationToken);
        await accounts.SaveAsync(name, role, regions, body.Password!, cancellationToken);
        return TypedResults.NoContent();
    }
}
