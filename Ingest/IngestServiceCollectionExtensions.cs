using Maintenance.Core.Tracing;
using Maintenance.Ingest.Intake;
using Maintenance.Ingest.Observability;
using Maintenance.Ingest.Sources.EmbeddedBroker;
using Maintenance.Ingest.Sources.ExternalBroker;
using Maintenance.Ingest.Sources.Mqtt;
using Maintenance.Ingest.Sources.Mqtt.Inbound;
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

    /// <summary>Adds the whole stage: the ingestor, what comes over MQTT, and the health check <c>mqtt</c>.</summary>
    /// <param name="services">Services of the host.</param>
    /// <param name="configuration">Sections <c>Mqtt</c> and <c>Ingest</c>.</param>
    /// <param name="broker">Place of the broker in this process, which is disposed with it; null: a subscription at the broker of <c>Mqtt:Host</c>.</param>
    public static IServiceCollection AddIngest(this IServiceCollection services, IConfiguration configuration, BrokerSocket? broker)
    {
        services.AddTelemetryIngestor(configuration);
        services.AddOptions<MqttOptions>().Bind(configuration.GetSection(MqttOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MqttOptions>, MqttOptionsValidator>());
        services.AddSingleton(provider =>
            new InboundBuffer(
                provider.GetRequiredService<IOptions<MqttOptions>>().Value.MaxBufferedBytes, provider.GetRequiredService<IOptions<IngestOptions>>().Value.MaxPayloadBytes,
                provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<TelemetryWorker>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<TelemetryWorker>());
        if (broker is null) AddLink<ExternalBrokerSource>(services);
        else AddLink<EmbeddedBrokerSource>(services.AddSingleton(broker));
        services.AddHealthChecks().AddCheck<MqttIngestHealthCheck>("mqtt");
        return services;
    }

    // After the worker, so that it stops before it.
    private static void AddLink<TLink>(IServiceCollection services) where TLink : class, IBrokerLink, IHostedService
    {
        services.AddSingleton<TLink>();
        services.AddSingleton<IBrokerLink>(provider => provider.GetRequiredService<TLink>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<TLink>());
    }
}
