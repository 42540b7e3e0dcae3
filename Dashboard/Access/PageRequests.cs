using Maintenance.Api.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Dashboard.Access;

/// <summary>Redirects people to sign-in, and answers page requests with a page where programs get problem details.</summary>
internal static class PageRequests
{
    private static readonly string[] ProgramPaths = ["/api", "/hub", Circuits.Path, "/metrics", "/openapi", "/assets"];

    public static void Add(IServiceCollection services) => services.Configure<CookieAuthenticationOptions>(AccessSchemes.Cookie, cookie =>
    {
        var (notSignedIn, notAllowed) = (cookie.Events.OnRedirectToLogin, cookie.Events.OnRedirectToAccessDenied);
        cookie.LoginPath = "/sign-in";
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.Events.OnRedirectToReturnUrl = static _ => Task.CompletedTask; // the page redirects, to an address it has checked
        cookie.Events.OnRedirectToLogin = context => IsPage(context.Request) ? RedirectToSignInAsync(context) : notSignedIn(context);
        cookie.Events.OnRedirectToAccessDenied = context => IsPage(context.Request) ? RefuseAsync(context) : notAllowed(context);
    });

    public static void Use(WebApplication app) => app.UseWhen(c => IsPage(c.Request), pages =>
    {
        pages.Use(static (context, next) =>
        {
            // A response without a body gets one of our pages or stays empty; it never becomes problem details.
            if (context.Features.Get<IStatusCodePagesFeature>() is { } programs) programs.Enabled = false;
            return next(context);
        });
        pages.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true);
        RefusedForms.Use(pages);
    });

    /// <summary>True for requests that a browser navigates to.</summary>
    internal static bool IsPage(HttpRequest request) =>
        !Array.Exists(ProgramPaths, p => request.Path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase))
        && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsPost(request.Method));

    private static Task RedirectToSignInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    private static Task RefuseAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
