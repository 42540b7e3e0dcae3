namespace Maintenance.Simulator.Edge;

/// <summary>Options of the edge agent.</summary>
internal sealed class EdgeAgentOptions
{
    /// <summary>Time between rounds of handling acknowledgements, measuring and sending.</summary>
    public TimeSpan RoundInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>A record unacknowledged for this long is sent again.</summary>
    public TimeSpan AcknowledgeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Maximum number of records per drill sent and not acknowledged.</summary>
    public int MaxInFlightPerDrill { get; init; } = 64;

    /// <summary>Event time of the first block, Unix µs UTC; the drills' clocks start there and run in real time. Null = now.</summary>
    public long? StartUnixMicros { get; init; }

    /// <summary>Seconds of event time per second, from the first block on; the drills' clocks run that much faster. Default 1.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Whether drills whose clocks run faster go on in real time once they have come to the present. Default false.</summary>
    public bool StopsAtNow { get; init; }

    /// <summary>Duration to measure, rounded up to whole seconds of event time; null = until cancelled.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>How long to wait at the end for outstanding acknowledgements.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
