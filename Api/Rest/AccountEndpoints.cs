using Maintenance.Api.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Api.Rest;

/// <summary>A person's own account.</summary>
internal static class AccountEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPut("/account/password",
            PutPasswordAsync).Produces(204).ProducesValidationProblem().ProducesProblem(403).WithTags("Accounts")
            .WithSummary("Changes the caller's own password; their other sessions end, and the answer has the cookie of a new one.");

    private static async Task<IResult> PutPasswordAsync(
        PasswordChange body, AccountAdministration accounts, UserSessions sessions, HttpContext context)
    {
        if (UserClaims.SessionOf(context.User) is null)
            return TypedResults.Problem("A token has no password; sign in with a cookie.", statusCode: StatusCodes.Status403Forbidden);
        try
        {
            var changed = await accounts.ChangePasswordAsync(
                UserClaims.NameOf(context.User), body.Current ?? "", body.Password ?? "", context.RequestAborted);
            if (changed is null)
                return TypedResults.Problem("The current password is wrong.", statusCode: StatusCodes.Status403Forbidden);
            await context.SignInAsync(AccessSchemes.Cookie,
                await sessions.BeginAsync(changed, SignInLimits.AddressIn(context), context.RequestAborted));
            return TypedResults.NoContent();
        }
        catch (AccountRefusedException refused)
        {
            return UserEndpoints.Refusal(refused);
        }
    }
}
