using Maintenance.Core.Time;
using Maintenance.Simulator.Edge;
using Maintenance.Simulator.Physics;

namespace Maintenance.Simulator.Scenarios;

/// <summary>
/// A story of a simulated fleet, read from a small file (docs/operations/scenarios.md): which drill gets which fault, which sensor lies,
/// which link breaks, and when. Times are durations since the start. Immutable.
/// </summary>
public sealed record Scenario
{
    /// <summary>Name, as in <c>simulate --scenario NAME</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it shows, in a sentence.</summary>
    public required string About { get; init; }

    /// <summary>Seed of everything.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Number of drills.</summary>
    public required int Drills { get; init; }

    /// <summary>Length.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>Readings of each drill per second.</summary>
    public int ReadingsPerSecond { get; init; } = 10;

    /// <summary>Seconds between two waveforms of a drill; 0 = none.</summary>
    public int WaveformEverySeconds { get; init; } = 5;

    /// <summary>Event time of the first reading where <c>simulate</c> plays it; null = now. <c>run</c> plays every scenario now.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>Whether sensors drop out, drift and spike now and then, as on every rig.</summary>
    public bool SensorDefects { get; init; } = true;

    /// <summary>Machine faults; at most one of a drill.</summary>
    public IReadOnlyList<ScenarioFault> Faults { get; init; } = [];

    /// <summary>Sensor faults, the skew of clocks among them.</summary>
    public IReadOnlyList<ScenarioSensorFault> SensorFaults { get; init; } = [];

    /// <summary>Outages of links.</summary>
    public IReadOnlyList<ScenarioOutage> Outages { get; init; } = [];

    /// <summary>Dips of the mains.</summary>
    public IReadOnlyList<ScenarioPowerDip> PowerDips { get; init; } = [];

    /// <summary>The fleet of this scenario.</summary>
    /// <param name="startUnixMicros">Event time of the first reading, Unix µs UTC, cut to a whole second.</param>
    public SimulatedFleet CreateFleet(long startUnixMicros)
    {
        var start = WholeSecond(startUnixMicros);
        var options = new FleetOptions
        {
            Seed = Seed,
            Assets = Drills,
            ReadingsPerSecond = ReadingsPerSecond,
            WaveformEverySeconds = WaveformEverySeconds,
            SensorDefects = SensorDefects,
            StartUnixMicros = start,
            SensorFaults = SensorFaultsFrom(start),
            PowerDips = [.. PowerDips.Select(d =>
                new PowerDip(d.Drill, start + UnixMicros.Length(d.From), start + UnixMicros.Length(d.Until)))],
        };
        return SimulatedFleet.Create(options, PlanFrom(start));
    }

    /// <summary>Its outages.</summary>
    /// <param name="startUnixMicros">As for <see cref="CreateFleet"/>.</param>
    public IReadOnlyList<LinkOutage> OutagesFrom(long startUnixMicros)
    {
        var start = WholeSecond(startUnixMicros);
        return [.. Outages.Select(o => new LinkOutage(o.Drill, start + UnixMicros.Length(o.From), start + UnixMicros.Length(o.Until)))];
    }

    private static long WholeSecond(long unixMicros) => unixMicros / UnixMicros.PerSecond * UnixMicros.PerSecond;

    private FaultPlan PlanFrom(long start)
    {
        var faults = new Fault?[Drills];
        foreach (var f in Faults)
            // A fault that is never repaired lasts for a century.
            faults[f.Drill] = new Fault(f.Mode, start, f.Onset, f.Growth, f.RepairedAfter ?? TimeSpan.FromDays(36_525))
            {
                Defect = f.Defect,
                Recurs = false,
            };
        return new FaultPlan(faults);
    }

    private IReadOnlyList<SensorFault> SensorFaultsFrom(long start) =>
    [
        .. SensorFaults.SelectMany(f => (f.Drill is { } one ? [one] : Enumerable.Range(0, Drills)).Select(drill =>
            new SensorFault(drill, f.Channel, f.Kind, start + UnixMicros.Length(f.From),
                f.Until is { } until ? start + UnixMicros.Length(until) : long.MaxValue, f.Amount))),
    ];
}
