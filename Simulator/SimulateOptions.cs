using Maintenance.Simulator.Physics;

namespace Maintenance.Simulator;

/// <summary>Options of the verb <c>simulate</c>: a simulated fleet, or a load test.</summary>
public sealed class SimulateOptions
{
    /// <summary>Number of drills. Default 40.</summary>
    public int Assets { get; init; } = FleetOptions.DefaultAssets;

    /// <summary>
    /// Total readings per second of a load test, sent pre-encoded; null = the simulated fleet runs with store-and-forward.
    /// </summary>
    public double? ReadingsPerSecond { get; init; }

    /// <summary>
    /// Duration of the run in event time, after which it waits until everything is acknowledged. Null = until cancelled, with a scenario
    /// its length.
    /// </summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>
    /// Event time of the simulated fleet's first reading, after which time passes at real speed; null = now. The same seed, start and
    /// duration produce the same readings.
    /// </summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>
    /// Seconds of event time per second. Above 1, the run starts so far in the past that it ends now, unless <see cref="Start"/> says when.
    /// </summary>
    public double Speed { get; init; } = 1;

    /// <summary>File for the ground truth (JSON or CSV, by its name), written before the first record; null = none.</summary>
    public string? LabelsPath { get; init; }

    /// <summary>Options of the fleet and of both transports; its <c>Assets</c> is overridden by <see cref="Assets"/>.</summary>
    public SimulatorOptions Simulator { get; init; } = new();
}
