using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Tests.Web;

/// <summary>The routes of a host that answer somebody who is not signed in, found by asking all that are mapped.</summary>
internal static class OpenRoutes
{
    /// <summary>Method and pattern of each, in order.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(StageHost host)
    {
        using var client = host.Anonymous();
        var open = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.DefaultIfEmpty("GET") ?? ["GET"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Parse(method), PathOf(endpoint.RoutePattern));
                using var answer = await client.SendAsync(request);
                var isSentToSignIn = (int)answer.StatusCode == 302
                    && $"{answer.Headers.Location}".Contains("sign-in", StringComparison.Ordinal);
                if ((int)answer.StatusCode != 401 && !isSentToSignIn) open.Add($"{method} {endpoint.RoutePattern.RawText}");
            }
        return [.. open];
    }

    private static string PathOf(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(
        segment.Parts.Select(part => part is RoutePatternLiteralPart literal ? literal.Content : "x"))));
}
