using Maintenance.Core.Ports;
using Maintenance.Ingest.Formats;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Ingest.Sources.Http;

/// <summary>The stage's HTTP endpoint.</summary>
public static class IngestEndpoints
{
    /// <summary>Path of the endpoint.</summary>
    public const string Path = "/api/v1/telemetry";

    /// <summary>Adds the source; <see cref="MapIngest"/> maps its route.</summary>
    internal static IServiceCollection AddHttpSource(this IServiceCollection services) =>
        services.AddSingleton<HttpSource>().AddSingleton<ITelemetrySource>(provider => provider.GetRequiredService<HttpSource>());

    /// <summary>
    /// Maps <c>POST /api/v1/telemetry[?asset=][&amp;source=replay]</c>; the caller adds authorization to the returned builder.
    /// </summary>
    public static IEndpointConventionBuilder MapIngest(this IEndpointRouteBuilder endpoints)
    {
        var handler = endpoints.ServiceProvider.GetRequiredService<HttpSource>();
        return endpoints.MapPost(Path, (Delegate)handler.HandleAsync)
            .WithName("PostTelemetry")
            .WithSummary("Takes telemetry in any format of this build and answers when it is durable")
            // No Accepts(…): routing would then answer 415 itself, and the refused payload would have no dead letter.
            .WithDescription($"Content types: {string.Join(", ", PayloadFormats.All.SelectMany(f => f.ContentTypes))}")
            .Produces<IngestAnswer>(StatusCodes.Status200OK)
            .Produces<IngestAnswer>(StatusCodes.Status400BadRequest)
            .Produces<IngestAnswer>(StatusCodes.Status413PayloadTooLarge)
            .Produces<IngestAnswer>(StatusCodes.Status415UnsupportedMediaType)
            .Produces<IngestAnswer>(StatusCodes.Status503ServiceUnavailable);
    }
}
