using Maintenance.Core.Ports;
using Maintenance.Ingest.Intake;
using Maintenance.Ingest.Sources.Mqtt.Inbound;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Maintenance.Ingest.Sources.Mqtt;

/// <summary>Services common to both kinds of broker.</summary>
internal static class MqttServiceCollectionExtensions
{
    /// <summary>Adds an MQTT source with options, buffer, worker and the health check <c>mqtt</c>.</summary>
    public static IServiceCollection AddMqttSource<TSource>(this IServiceCollection services, IConfiguration configuration) where TSource
        : class, ITelemetrySource
    {
        services.AddOptions<MqttOptions>().Bind(configuration.GetSection(MqttOptions.SectionName)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MqttOptions>, MqttOptionsValidator>());
        services.AddSingleton(provider => new InboundBuffer(
            provider.GetRequiredService<IOptions<MqttOptions>>().Value.MaxBufferedBytes,
            provider.GetRequiredService<IOptions<IngestOptions>>().Value.MaxPayloadBytes,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<TelemetryWorker>();
        services.AddSingleton<TSource>();
        services.AddSingleton<ITelemetrySource>(provider => provider.GetRequiredService<TSource>());
        services.AddHealthChecks().AddCheck<MqttHealthCheck<TSource>>("mqtt");
        return services;
    }
}
