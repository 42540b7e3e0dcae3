using Maintenance.Api.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Api.Rest;

/// <summary>Accounts, for admins of all regions.</summary>
internal static class UserEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/users", GetUsersAsync).RequireAuthorization(AccessPolicies.Admin).Produces<AccountSummary[]>().WithTags("Accounts")
            .WithSummary("User accounts, and what is wrong with any of them. Admins.");
        api.MapPut("/users/{name}", PutUserAsync).RequireAuthorization(AccessPolicies.Admin).Produces(204).ProducesValidationProblem()
            .ProducesProblem(409).WithTags("Accounts")
            .WithSummary("Creates an account or changes role, regions and password; its sessions end. Admins.");
        // Names of earlier builds may hold anything, slashes too.
        api.MapDelete("/users/{**name}", DeleteUserAsync).RequireAuthorization(AccessPolicies.Admin).Produces(204).ProducesProblem(404)
            .ProducesProblem(409).WithTags("Accounts").WithSummary("Deletes an account; its sessions end. Admins.");
        api.MapPost("/users/rename", RenameUserAsync).RequireAuthorization(AccessPolicies.Admin).Produces(204).ProducesValidationProblem()
            .ProducesProblem(404).WithTags("Accounts")
            .WithSummary("Gives an account another name; its password stays and its sessions end. Admins.");
    }

    private static async Task<IResult> GetUsersAsync(IAccounts accounts, CancellationToken cancellationToken) =>
        TypedResults.Ok(await accounts.ListAsync(cancellationToken));

    private static Task<IResult> PutUserAsync(
        string name, UserRegistration body, IAccounts accounts, UserContext user, CancellationToken cancellationToken) =>
        AnswerAsync(accounts.SaveAsync(name, body.Role, body.Regions, body.Password, user.Name, cancellationToken));

    private static Task<IResult> DeleteUserAsync(string? name, IAccounts accounts, UserContext user, CancellationToken cancellationToken) =>
        AnswerAsync(accounts.DeleteAsync(name ?? "", user.Name, cancellationToken));

    private static Task<IResult> RenameUserAsync(
        UserRename body, IAccounts accounts, UserContext user, CancellationToken cancellationToken) =>
        AnswerAsync(accounts.RenameAsync(body.Name ?? "", body.NewName ?? "", user.Name, cancellationToken));

    /// <summary>The answer to a change that is not made.</summary>
    internal static IResult Refusal(AccountRefusedException refused) => refused.IsUnknown || refused.IsConflict
        ? TypedResults.Problem(refused.Message, title: "The account was not changed.",
            statusCode: refused.IsUnknown ? StatusCodes.Status404NotFound : StatusCodes.Status409Conflict)
        : TypedResults.ValidationProblem(
            refused.Errors.ToDictionary(e => e.Key, e => (string[])[e.Value], StringComparer.Ordinal), detail: refused.Message,
            title: "A parameter is not allowed.");

    private static async Task<IResult> AnswerAsync(Task change)
    {
        try
        {
            await change;
            return TypedResults.NoContent();
        }
        catch (AccountRefusedException refused)
        {
            return Refusal(refused);
        }
    }
}
