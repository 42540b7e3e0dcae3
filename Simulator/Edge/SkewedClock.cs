using Maintenance.Core.Telemetry;

namespace Maintenance.Simulator.Edge;

/// <summary>Shifts records as reported by a drill with a wrong clock.</summary>
internal static class SkewedClock
{
    /// <summary>The same record with all its times shifted.</summary>
    public static TelemetryRecord Shifted(this TelemetryRecord record, long micros)
    {
        record.EventTimeUnixMicros += micros;
        for (var i = 0; i < record.Waveforms.Count; i++)
            record.Waveforms[i] = record.Waveforms[i] with { StartUnixMicros = record.Waveforms[i].StartUnixMicros + micros };
        return record;
    }
}
