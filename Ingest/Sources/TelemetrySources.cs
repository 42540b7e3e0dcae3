using Maintenance.Ingest.Sources.EmbeddedBroker;
using Maintenance.Ingest.Sources.ExternalBroker;
using Maintenance.Ingest.Sources.Http;
using Maintenance.Ingest.Sources.Mqtt;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Ingest.Sources;

/// <summary>The sources of a host.</summary>
internal static class TelemetrySources
{
    /// <summary>Adds every source, one per line, and the service that starts them in this order and stops them in reverse.</summary>
    /// <param name="services">Services of the host, with an ingestor.</param>
    /// <param name="configuration">Sections of the sources.</param>
    /// <param name="broker">Socket of the embedded broker; null: the broker is external.</param>
    public static IServiceCollection AddTelemetrySources(this IServiceCollection services, IConfiguration configuration,
        BrokerSocket? broker)
    {
        services.AddHttpSource();
        if (broker is null) services.AddMqttSource<ExternalBrokerSource>(configuration);
        else services.AddSingleton(broker).AddMqttSource<EmbeddedBrokerSource>(configuration);
        return services.AddHostedService<TelemetrySourceService>();
    }
}
