using Maintenance.Api.Access;
using Maintenance.Core.Tracing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Maintenance.Api.Observability;

/// <summary>Metrics and traces of the process, through OpenTelemetry (docs/operations/metrics.md, docs/operations/tracing.md).</summary>
public static class ObservabilityExtensions
{
    /// <summary>Names of the stages' meters and activity sources.</summary>
    private const string StageNames = "Maintenance.*";

    /// <summary>OpenTelemetry's variable for the collector's address; setting it turns export on.</summary>
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Adds record sampling, the meters of all stages for <c>/metrics</c> and, if a collector is configured, OTLP export and
    /// traces.
    /// </summary>
    public static IServiceCollection AddObservability(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ObservabilityOptions>().Bind(configuration.GetSection(ObservabilityOptions.SectionName)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ObservabilityOptions>, ObservabilityOptionsValidator>();
        services.AddSingleton(provider => new RecordTraces(provider.GetRequiredService<IOptions<ObservabilityOptions>>().Value.TraceRatio));
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => Describe(resource, configuration));
        telemetry.WithMetrics(metrics => metrics.AddMeter(StageNames, "System.Runtime").AddAspNetCoreInstrumentation()
            .AddPrometheusExporter());
        if (string.IsNullOrEmpty(configuration[EndpointVariable])) return services;
        telemetry.WithMetrics(metrics => metrics.AddOtlpExporter());
        telemetry.WithTracing(traces => traces.AddSource(StageNames).AddAspNetCoreInstrumentation(o => o.Filter = IsTraced)
            .SetSampler(provider => SamplerOf(provider.GetRequiredService<IOptions<ObservabilityOptions>>().Value)).AddOtlpExporter());
        return services;
    }

    /// <summary>Maps <c>/metrics</c>, for users of all regions.</summary>
    public static void MapMetrics(this WebApplication app) => app.MapPrometheusScrapingEndpoint("/metrics")
        .RequireAuthorization(AccessPolicies.WholeFleet);

    /// <summary>
    /// OpenTelemetry's environment variables (<c>OTEL_…</c>) under their own names, with the collector overridden by the section
    /// Observability.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, string?>> Settings(IConfiguration configuration)
    {
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
            if (variable.Key is string name && name.StartsWith("OTEL_", StringComparison.Ordinal) && configuration[name] is null)
                yield return KeyValuePair.Create(name, (string?)variable.Value);
        if (configuration[$"{ObservabilityOptions.SectionName}:{nameof(ObservabilityOptions.OtlpEndpoint)}"] is { Length: > 0 } endpoint)
            yield return KeyValuePair.Create(EndpointVariable, (string?)endpoint);
    }

    private static void Describe(ResourceBuilder resource, IConfiguration configuration)
    {
        if (configuration["OTEL_SERVICE_NAME"] is null)
            resource.AddService("maintenance", serviceVersion: typeof(ObservabilityExtensions).Assembly.GetName().Version?.ToString(3));
    }

    // Polled every few seconds by machines, or long-lived connections: not worth tracing.
    private static bool IsTraced(HttpContext context) => !context.Request.Path.StartsWithSegments("/metrics", StringComparison.Ordinal)
        && !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
            && !context.Request.Path.StartsWithSegments("/alive", StringComparison.Ordinal)
        && !context.Request.Path.StartsWithSegments("/hub", StringComparison.Ordinal);

    // Records are sampled before a span starts, so a local parent always counts; a remote caller's sampling decision does not.
    private static ParentBasedSampler SamplerOf(ObservabilityOptions options)
    {
        var requests = new TraceIdRatioBasedSampler(options.RequestTraceRatio);
        return new ParentBasedSampler(requests, remoteParentSampled: requests, remoteParentNotSampled: requests);
    }
}
