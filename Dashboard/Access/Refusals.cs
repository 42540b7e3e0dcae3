using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Access;

/// <summary>How a request that may not pass is answered: programs get problem details, people a page.</summary>
internal static class Refusals
{
    private static readonly string[] ProgramPaths = ["/api", "/hub", Circuits.Path, "/metrics", "/openapi", "/assets"];

    /// <summary>True for paths that browsers navigate to.</summary>
    public static bool IsPage(HttpRequest request) =>
        !Array.Exists(ProgramPaths, p => request.Path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase))
        && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsPost(request.Method));

    public static Task OnNotSignedInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (!IsPage(context.Request))
            return WriteAsync(context.HttpContext, StatusCodes.Status401Unauthorized,
                "Sign in first: send Authorization: Bearer <token>, or the cookie that /sign-in gives.");
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    public static Task OnNotAllowedAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (!IsPage(context.Request))
            return WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden, "Your role or regions do not allow that.");
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    public static Task WriteAsync(HttpContext context, int status, string detail) =>
        TypedResults.Problem(detail, statusCode: status).ExecuteAsync(context);
}
