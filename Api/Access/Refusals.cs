using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Api.Access;

/// <summary>
/// Responses to unauthorised requests: problem details. A host with pages overrides them for people.
/// </summary>
internal static class Refusals
{
    public static Task OnNotSignedInAsync(RedirectContext<CookieAuthenticationOptions> context) => WriteAsync(
        context.HttpContext, StatusCodes.Status401Unauthorized,
        "Sign in first: send Authorization: Bearer <token>, or the cookie set by /sign-in.");

    public static Task OnNotAllowedAsync(RedirectContext<CookieAuthenticationOptions> context) =>
        WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden, "Your role or regions do not allow that.");

    public static Task WriteAsync(HttpContext context, int status, string detail) =>
        TypedResults.Problem(detail, statusCode: status).ExecuteAsync(context);
}
