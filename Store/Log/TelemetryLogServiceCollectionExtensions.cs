using Maintenance.Core.Ports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Store.Log;

/// <summary>Composition of the telemetry log.</summary>
public static class TelemetryLogServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="ITelemetryLog"/> as a singleton of the configured engine, from section <c>Log</c>. Options are validated at start;
    /// the health check is <c>log</c>; the log itself is opened (and recovered) when it is first resolved, and flushed and closed with the
    /// container.
    /// </summary>
    public static IServiceCollection AddTelemetryLog(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TelemetryLogOptions>().Bind(configuration.GetSection(TelemetryLogOptions.SectionName)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelemetryLogOptions>, TelemetryLogOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => TelemetryLogs.Open(
            provider.GetRequiredService<IOptions<TelemetryLogOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddHealthChecks().AddCheck<TelemetryLogHealthCheck>("log");
        return services;
    }
}
