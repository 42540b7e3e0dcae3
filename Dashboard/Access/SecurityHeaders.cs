using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Maintenance.Dashboard.Access;

/// <summary>Headers that keep other sites out of our pages, and a guard that keeps their requests out of our API.</summary>
internal static class SecurityHeaders
{
    // The one style that ApexCharts 4.7.0 writes into the page whatever one asks: that of a legend, which we do not show. Named by its content, so that
    // nothing else passes; a browser test sees it refused if another version of the library writes another.
    private const string ChartLegendStyle = "'sha256-aSysLrDECVdJ6L+jLf8CC5QKLmwRuk/OZiZk9mYky8A='";

    // No other inline script or style; images may be data: (map controls of the bundle); 'self' covers the WebSockets of hub and circuits.
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' " + ChartLegendStyle + "; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
        + "base-uri 'self'; frame-ancestors 'none'";

    public static void Use(WebApplication app)
    {
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY"; // for browsers that do not know frame-ancestors
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            // Nothing but the bundle may be kept by caches: pages and answers belong to one user.
            headers.CacheControl = "no-cache, no-store";
            return next(context);
        });
        app.Use(RefuseOtherSitesAsync);
    }

    /// <summary>
    /// A page of another site, or of another port of this host (the same "site" to cookies), must not use a person's cookie: neither to change
    /// something nor to open the hub. Browsers say where a request comes from; programs do not send these headers.
    /// </summary>
    private static Task RefuseOtherSitesAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var isHub = request.Path.StartsWithSegments("/hub", StringComparison.OrdinalIgnoreCase)
            || request.Path.StartsWithSegments(Circuits.Path, StringComparison.OrdinalIgnoreCase);
        var changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);
        if (!isHub && !changes) return next(context);
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var isForeign = site is "cross-site" or "same-site";
        if (!isForeign && isHub && request.Headers.Origin.ToString() is { Length: > 0 } origin)
            isForeign = !Uri.TryCreate(origin, UriKind.Absolute, out var from) || !string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
        if (!isForeign) return next(context);
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Maintenance.Dashboard.Access").CrossSiteRefused(site, request.Path);
        return Refusals.WriteAsync(context, StatusCodes.Status403Forbidden, "Requests from other sites are not allowed.");
    }
}
