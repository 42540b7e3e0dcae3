using Maintenance.Core.Tracing;
using Maintenance.Ingest.Subscription;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
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
        services.AddOptions<IngestOptions>().Bind(configuration.GetSection(IngestOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<IngestOptions>, IngestOptionsValidator>());
        services.TryAddSingleton<IngestMetrics>();
        services.TryAddSingleton(RecordTraces.Off);
        services.TryAddSingleton<TelemetryIngestor>();
        return services;
    }

    /// <summary>Adds the whole stage: the ingestor, the subscription at the broker and its health check <c>mqtt</c>.</summary>
    public static IServiceCollection AddIngest(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddTelemetryIngestor(configuration);
        services.AddOptions<MqttOptions>().Bind(configuration.GetSection(MqttOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MqttOptions>, MqttOptionsValidator>());
        services.AddSingleton<MqttIngestService>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<MqttIngestService>());
        services.AddHealthChecks().AddCheck<MqttIngestHealthCheck>("mqtt");
        return services;
    }
}
