using Maintenance.Core.Time;
using Maintenance.Simulator.Physics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Maintenance.Simulator;

/// <summary>Adds the simulated fleet to a host.</summary>
public static class SimulatorServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="SimulatorOptions"/>, <see cref="SimulatedFleet"/> (a singleton whose <see cref="SimulatedFleet.Assets"/> the
    /// host registers before it starts) and the hosted service that measures and sends. The broker's settings fall back to the section
    /// <c>Mqtt</c>.
    /// </summary>
    public static IServiceCollection AddSimulator(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SimulatorOptions>()
            .Bind(configuration.GetSection(SimulatorOptions.SectionName))
            .PostConfigure(o => FallBackOnMqttSection(o, configuration.GetSection("Mqtt")))
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SimulatorOptions>, SimulatorOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider =>
        {
            var now = UnixMicros.Now(provider.GetRequiredService<TimeProvider>());
            var simulator = provider.GetRequiredService<IOptions<SimulatorOptions>>().Value;
            return simulator.CreateFleet(now - UnixMicros.Length(simulator.HeadStart));
        });
        services.AddHostedService<SimulatorService>();
        return services;
    }

    private static void FallBackOnMqttSection(SimulatorOptions options, IConfigurationSection mqtt)
    {
        if (options.MqttHost.Length == 0) options.MqttHost = mqtt["Host"] ?? "127.0.0.1";
        if (options.MqttPort == 0) options.MqttPort = mqtt.GetValue("Port", 1883);
        options.MqttUsername ??= mqtt["Username"];
        options.MqttPassword ??= mqtt["Password"];
        options.MqttTlsCaFile ??= mqtt["TlsCaFile"];
    }
}
