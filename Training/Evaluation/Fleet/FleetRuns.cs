using Maintenance.Core.Time;
using Maintenance.Simulator.Physics;
using Maintenance.Simulator.Scenarios;

namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>
/// The drills of an evaluation: the library's scenarios, each played by many drills of fleets that nobody has trained on. What a scenario
/// fixes (mode, defect, sensor, amount) stays; machines, wells, rocks, onset and speed of growth are drawn.
/// </summary>
internal sealed class FleetRuns(int seed, FleetEvaluationSize size)
{
    /// <summary>Group of healthy drills.</summary>
    public const string Healthy = "healthy";

    /// <summary>Group of healthy drills with noisy sensors.</summary>
    public const string Noisy = "noisy-sensors";

    private const double MonthHours = 730;

    private static readonly long Start = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000;

    // Training uses 1000·seed and 1,000,000 + 1000·seed; a scenario's own seed is for demonstrations.
    private ulong SeedOf(Scenario scenario) => 2_000_000_000UL + (10_000UL * (ulong)seed) + (scenario.Seed % 10_000);

    /// <summary>All drills; those of a group follow each other.</summary>
    public IReadOnlyList<WatchedDrill> All(IReadOnlyList<Scenario> library)
    {
        var drills = new List<WatchedDrill>();
        foreach (var scenario in library.OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            if (IsOneFault(scenario)) drills.AddRange(OfFault(scenario));
            else if (IsSensors(scenario)) drills.AddRange(OfSensors(scenario));
            else if (string.Equals(scenario.Name, Noisy, StringComparison.Ordinal)) drills.AddRange(OfNoise(scenario));
            else if (scenario is { Faults.Count: 0, SensorFaults.Count: 0, Outages.Count: 0, PowerDips.Count: 0 })
                drills.AddRange(OfHealth(scenario));
        }
        return drills;
    }

    private static bool IsOneFault(Scenario s) => s.Faults.Count > 0 && s.SensorFaults.Count == 0 && s.Outages.Count == 0
        && s.Faults.Select(f => (f.Mode, f.Defect)).Distinct().Count() == 1;

    private static bool IsSensors(Scenario s) => s.Faults.Count == 0 && s.SensorFaults.Count > 0
        && s.SensorFaults.All(f => f.Drill is not null && f.Kind is not (SensorFaultKind.ClockSkew or SensorFaultKind.Chattering));

    private IEnumerable<WatchedDrill> OfFault(Scenario scenario)
    {
        var (random, told) = (new Random((int)(SeedOf(scenario) % int.MaxValue)), scenario.Faults[0]);
        var faults = Enumerable.Range(0, size.DrillsPerFault).Select(_ =>
        {
            var onset = Stretched(told.Onset, random);
            return new Fault(told.Mode, Start, onset, Stretched(told.Growth, random), TimeSpan.FromDays(36_525))
            {
                Defect = told.Defect,
                Recurs = false,
            };
        }).ToList();
        var fleet = Fleet(scenario, faults, []);
        var attention = told.Growth < TimeSpan.FromHours(12) ? Attention.Dense : Attention.Slow;
        return faults.Select((f, i) => new WatchedDrill(
            scenario.Name, fleet, i, Start + UnixMicros.Length(f.OnsetDelay) + UnixMicros.Length(f.Growth), attention));
    }

    private IEnumerable<WatchedDrill> OfSensors(Scenario scenario)
    {
        var count = scenario.SensorFaults.Count * size.DrillsPerSensorFault;
        var faults = Enumerable.Range(0, count).Select(i =>
        {
            var told = scenario.SensorFaults[i % scenario.SensorFaults.Count];
            var until = told.Until is { } end ? Start + UnixMicros.Length(end) : long.MaxValue;
            return new SensorFault(i, told.Channel, told.Kind, Start + UnixMicros.Length(told.From), until, told.Amount);
        }).ToList();
        var fleet = Fleet(scenario, Enumerable.Repeat<Fault?>(null, count), faults);
        return faults.Select((f, i) => new WatchedDrill(
            $"{scenario.Name}: {f.Channel}", fleet, i, Start + UnixMicros.Length(scenario.Length), Attention.Dense));
    }

    private IEnumerable<WatchedDrill> OfNoise(Scenario scenario)
    {
        var count = size.DrillsPerSensorFault;
        var noise = Enumerable.Range(0, count).SelectMany(drill => scenario.SensorFaults.Select(f =>
            new SensorFault(drill, f.Channel, f.Kind, Start + UnixMicros.Length(f.From), long.MaxValue, f.Amount))).ToList();
        var fleet = Fleet(scenario, Enumerable.Repeat<Fault?>(null, count), noise);
        return Enumerable.Range(0, count).Select(i => new WatchedDrill(
            Noisy, fleet, i, Start + UnixMicros.Length(scenario.Length), Attention.Dense));
    }

    private IEnumerable<WatchedDrill> OfHealth(Scenario scenario)
    {
        var fleet = Fleet(scenario, Enumerable.Repeat<Fault?>(null, size.HealthyMonths), []);
        return Enumerable.Range(0, size.HealthyMonths).Select(i => new WatchedDrill(
            Healthy, fleet, i, Start + (long)(MonthHours * 3.6e9), Attention.Months));
    }

    private SimulatedFleet Fleet(Scenario scenario, IEnumerable<Fault?> faults, IReadOnlyList<SensorFault> sensorFaults)
    {
        var plan = new FaultPlan([.. faults]);
        return SimulatedFleet.Create(
            new FleetOptions
            {
                Seed = SeedOf(scenario),
                Assets = plan.Faults.Count,
                ReadingsPerSecond = scenario.ReadingsPerSecond,
                WaveformEverySeconds = scenario.WaveformEverySeconds,
                SensorDefects = scenario.SensorDefects,
                StartUnixMicros = Start,
                SensorFaults = sensorFaults,
            },
            plan);
    }

    // Half to twice as long, to the second.
    private static TimeSpan Stretched(TimeSpan told, Random random) =>
        TimeSpan.FromSeconds(Math.Round(told.TotalSeconds * Math.Pow(2, (2 * random.NextDouble()) - 1)));
}
