using Maintenance.Core.Ports;
using Maintenance.Store.Log.Embedded;
using Maintenance.Store.Log.Kafka;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Store.Log;

/// <summary>Opens the telemetry log: the one place that chooses its engine.</summary>
public static class TelemetryLogs
{
    /// <summary>Opens (and recovers, or creates) the log. Used by the container, and directly by verbs, benchmarks and tests.</summary>
    /// <exception cref="OptionsValidationException">An option is outside its limits; the message lists all of them.</exception>
    /// <exception cref="LogException">The log is damaged, open in another process, unreachable, or was created with other partition
    /// counts.</exception>
    public static ITelemetryLog Open(TelemetryLogOptions options, TimeProvider clock, ILoggerFactory loggers)
    {
        var valid = new TelemetryLogOptionsValidator().Validate(name: null, options);
        if (valid.Failed)
            throw new OptionsValidationException(TelemetryLogOptions.SectionName, typeof(TelemetryLogOptions), valid.Failures);
        return options.Engine switch
        {
            TelemetryLogEngine.Embedded => EmbeddedTelemetryLog.Open(options, FileSegmentStorage.Instance, clock, loggers),
            TelemetryLogEngine.Kafka => KafkaTelemetryLog.Open(options, clock, loggers),
            _ => throw new NotSupportedException($"There is no telemetry log engine {options.Engine}."),
        };
    }
}
