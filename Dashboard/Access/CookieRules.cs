using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using System.Security.Claims;

namespace Maintenance.Dashboard.Access;

/// <summary>A cookie is void as soon as its account is gone or changed.</summary>
internal static class CookieRules
{
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var accounts = context.HttpContext.RequestServices.GetRequiredService<UserAccounts>();
        var user = context.Principal!;
        var account = await accounts.FindAsync(UserClaims.NameOf(user), context.HttpContext.RequestAborted);
        if (account is not null && account.Stamp == user.FindFirstValue(UserClaims.Stamp)) return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(AccessSchemes.Cookie);
    }
}
