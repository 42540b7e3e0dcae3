using Maintenance.Api.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Access;

/// <summary>What our pages may load, and who may open their connections.</summary>
internal static class PageSecurity
{
    // The one style that ApexCharts 4.7.0 writes into the page whatever one asks: that of a legend, which we do not show. Named by its
    // content, so that nothing else passes; a browser test sees it refused if another version of the library writes another.
    private const string ChartLegendStyle = "'sha256-aSysLrDECVdJ6L+jLf8CC5QKLmwRuk/OZiZk9mYky8A='";

    // No other inline script or style; images may be data: (map controls of the bundle); 'self' covers the WebSockets of hub and circuits.
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' " + ChartLegendStyle
            + "; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
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
