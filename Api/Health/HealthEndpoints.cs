using Maintenance.Api.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Api.Health;

/// <summary><c>/alive</c>: the process answers. <c>/health</c>: every part works, else 503.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/alive", () => TypedResults.Text("alive")).AllowAnonymous().ExcludeFromDescription();
        routes.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAsync, AllowCachingResponses = false })
            .AllowAnonymous();
    }

    // Without a sign-in names and states only: what is wrong and what to do may name files.
    private static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        var authorization = context.RequestServices.GetRequiredService<IAuthorizationService>();
        var maySeeDetails = (await authorization.AuthorizeAsync(context.User, AccessPolicies.WholeFleet)).Succeeded;
        await context.Response.WriteAsJsonAsync(new HealthContract(
            Word(report.Status),
            [.. report.Entries.OrderBy(e => e.Key, StringComparer.Ordinal)
                .Select(e => new HealthPartContract(e.Key, Word(e.Value.Status), maySeeDetails ? e.Value.Description : null))]));
    }

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
