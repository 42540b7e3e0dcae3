namespace Maintenance.Store.Log;

/// <summary>Engines of the telemetry log.</summary>
public enum TelemetryLogEngine
{
    /// <summary>One FasterLog per partition, in this process, in local files.</summary>
    Embedded,

    /// <summary>A Kafka cluster.</summary>
    Kafka,
}
