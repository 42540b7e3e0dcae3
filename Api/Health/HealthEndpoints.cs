using Maintenance.Api.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Api.Health;

/// <summary><c>/alive</c>: the process answers. <c>/health</c>: 200 if every part works, else 503.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/alive", () => TypedResults.Text("alive")).AllowAnonymous().ExcludeFromDescription();
        routes.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAsync, AllowCachingResponses = false })
            .AllowAnonymous();
    }

    // Anonymous callers get names and statuses only: details may contain file names.
    private static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        var authorization = context.RequestServices.GetRequiredService<IAuthorizationService>();
        var maySeeDetails = (await authorization.AuthorizeAsync(context.User, AccessPolicies.WholeFleet)).Succeeded;
        await context.Response.WriteAsJsonAsync(new HealthContract(
            NameOf(report.Status),
            [.. report.Entries.OrderBy(e => e.Key, StringComparer.Ordinal)
                .Select(e => new HealthPartContract(e.Key, NameOf(e.Value.Status), maySeeDetails ? e.Value.Description : null))]));
    }

    private static string NameOf(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
