using Maintenance.Simulator.Physics;

namespace Maintenance.Simulator;

/// <summary>The verb <c>simulate</c>: a physics fleet, or load.</summary>
public sealed class SimulateOptions
{
    /// <summary>Number of drills. Default 40.</summary>
    public int Assets { get; init; } = FleetOptions.DefaultAssets;

    /// <summary>
    /// Readings per second of the whole load: given, pre-encoded load is sent; null, the physics fleet runs with store-and-forward.
    /// </summary>
    public double? ReadingsPerSecond { get; init; }

    /// <summary>Length of the run; then it waits until everything is acknowledged. Null = until cancelled.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>
    /// Event time of the physics fleet's first reading, from which its time runs on at the real pace; null = now. The same seed, start and
    /// duration give the same readings.
    /// </summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>Options of the fleet and of both transports; its <c>Assets</c> is overridden by <see cref="Assets"/>.</summary>
    public SimulatorOptions Simulator { get; init; } = new();
}
