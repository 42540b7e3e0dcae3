using System.Diagnostics.Metrics;
using Maintenance.Core.Tracing;
using Maintenance.Ingest.Intake;
using Maintenance.Ingest.Observability;
using Maintenance.Ingest.Sources;
using Maintenance.Ingest.Sources.EmbeddedBroker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Maintenance.Ingest;

/// <summary>Composition of the stage.</summary>
public static class IngestServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="TelemetryIngestor"/> with its options and meters. Needs <c>ITelemetryLog</c> and <c>AssetRegistry</c>;
    /// records are traced where <see cref="RecordTraces"/> were added before.
    /// </summary>
    public static IServiceCollection AddTelemetryIngestor(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddOptions<IngestOptions>().Bind(configuration.GetSection(IngestOptions.SectionName)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<IngestOptions>, IngestOptionsValidator>());
        services.TryAddSingleton<RefusalWatch>();
        services.TryAddSingleton(provider => new IngestMetrics(
            provider.GetRequiredService<IMeterFactory>(), provider.GetRequiredService<RefusalWatch>()));
        services.TryAddSingleton(RecordTraces.Off);
        services.TryAddSingleton<TelemetryIngestor>();
        return services;
    }

    /// <summary>Adds the whole stage: the ingestor and every source, with the health checks <c>mqtt</c> and <c>ingest</c>.</summary>
    /// <param name="services">Services of the host.</param>
    /// <param name="configuration">Sections <c>Mqtt</c> and <c>Ingest</c>.</param>
    /// <param name="broker">Socket of the embedded broker, which disposes it; null: subscribe to the broker at
    /// <c>Mqtt:Host</c>.</param>
    public static IServiceCollection AddIngest(this IServiceCollection services, IConfiguration configuration, BrokerSocket? broker)
    {
        services.AddTelemetryIngestor(configuration).AddTelemetrySources(configuration, broker);
        services.AddHealthChecks().AddCheck<RefusalWatch>("ingest");
        return services;
    }
}
