using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Dashboard.Rest;

/// <summary><c>/alive</c>: the process answers. <c>/health</c>: every part works, else 503.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/alive", () => TypedResults.Text("alive")).AllowAnonymous().ExcludeFromDescription();
        routes.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAsync, AllowCachingResponses = false }).AllowAnonymous();
    }

    // Names and states of parts only: details may name files, and this needs no sign-in.
    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = Word(report.Status),
        parts = report.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => new { name = e.Key, status = Word(e.Value.Status) }),
    });

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
