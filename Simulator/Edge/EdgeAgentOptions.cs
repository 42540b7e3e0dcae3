namespace Maintenance.Simulator.Edge;

/// <summary>Habits of the edge.</summary>
internal sealed class EdgeAgentOptions
{
    /// <summary>Time between rounds of settling, measuring and sending.</summary>
    public TimeSpan RoundInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>A record unacknowledged for longer is sent again.</summary>
    public TimeSpan AcknowledgeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most records of a drill sent and not acknowledged.</summary>
    public int MaxInFlightPerDrill { get; init; } = 64;

    /// <summary>Event time of the first block, Unix µs UTC; the drills' clocks start there and run at the real pace. Null = now.</summary>
    public long? StartUnixMicros { get; init; }

    /// <summary>How much is measured, in whole seconds of event time; null = until cancelled.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>How long to wait at the end for what is open.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
