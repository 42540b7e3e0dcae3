using Maintenance.Api.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Access;

/// <summary>What pages may load, and which origins may open their connections.</summary>
internal static class PageSecurity
{
    // ApexCharts 4.7.0 always injects one inline style, for a legend that we do not show. It is allowed by its hash, so nothing else
    // passes; a browser test fails if another version of the library injects a different one.
    private const string ChartLegendStyle = "'sha256-aSysLrDECVdJ6L+jLf8CC5QKLmwRuk/OZiZk9mYky8A='";

    // No other inline script or style; data: images are the bundle's map controls; 'self' covers the WebSockets of hub and circuits.
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' " + ChartLegendStyle
            + "; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
        + "base-uri 'self'; frame-ancestors 'none'";

    public static void Use(WebApplication app)
    {
        app.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
            return next(context);
        });
        CrossSiteRequests.RefuseConnections(app, IsConnection);
    }

    private static bool IsConnection(HttpRequest request) => request.Path.StartsWithSegments("/hub", StringComparison.OrdinalIgnoreCase)
        || request.Path.StartsWithSegments(Circuits.Path, StringComparison.OrdinalIgnoreCase);
}
