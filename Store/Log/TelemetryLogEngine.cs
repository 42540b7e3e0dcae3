namespace Maintenance.Store.Log;

/// <summary>Engines of the telemetry log.</summary>
public enum TelemetryLogEngine
{
    /// <summary>One FasterLog a partition, in this process and in files of this machine.</summary>
    Embedded,

    /// <summary>A Kafka cluster.</summary>
    Kafka,
}
