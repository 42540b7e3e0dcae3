namespace Maintenance.Training.Bench.Feed;

/// <summary>Output of <c>bench feed</c>; the property names are those of the JSON.</summary>
public sealed record FeedFigures
{
    /// <summary>Connections that watched the fleet to the end.</summary>
    public required int Clients { get; init; }

    /// <summary>Of these, those that read slower than the server sends.</summary>
    public required int Slow { get; init; }

    /// <summary>Drills that every connection watches, each with one block per second.</summary>
    public required int Drills { get; init; }

    /// <summary>Length of the measurement, s.</summary>
    public required double Seconds { get; init; }

    /// <summary>Messages per second received by all clients together.</summary>
    public required double MessagesPerSecond { get; init; }

    /// <summary>Changes of a drill per second received by all clients together: a message carries many.</summary>
    public required double UpdatesPerSecond { get; init; }

    /// <summary>MiB per second received by all clients together.</summary>
    public required double MiBPerSecond { get; init; }

    /// <summary>
    /// From receipt of a block at Ingest to its change at a client that is not slow, through scoring, commit and the interval between
    /// messages: median, ms.
    /// </summary>
    public required double UpdateP50Ms { get; init; }

    /// <summary>The same: 99th percentile, ms.</summary>
    public required double UpdateP99Ms { get; init; }

    /// <summary>The same: longest, ms.</summary>
    public required double UpdateMaxMs { get; init; }

    /// <summary>Time until all clients were connected and watched, s.</summary>
    public required double ConnectSeconds { get; init; }

    /// <summary>Processor time of the server per second, in cores, less what it took without a client.</summary>
    public required double ServerCores { get; init; }

    /// <summary>Messages per second and core of the server.</summary>
    public required double MessagesPerCore { get; init; }

    /// <summary>Resident memory of the server before the first client connected, MiB.</summary>
    public required double MemoryBeforeMiB { get; init; }

    /// <summary>The same at its largest, MiB.</summary>
    public required double MemoryPeakMiB { get; init; }

    /// <summary>Growth of the same over the second half of the measurement, MiB per minute.</summary>
    public required double MemoryGrowthMiBPerMinute { get; init; }
}
