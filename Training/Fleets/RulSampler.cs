using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Simulator.Physics;

namespace Maintenance.Training.Fleets;

/// <summary>
/// Run-to-failure histories: every drill of a seeded fleet develops one fault that grows for the time that <see cref="FaultDraw"/> draws.
/// Sample times are random, in proportion to the growth time, and a sample counts only when the drill-health model names a fault, since RUL
/// is estimated only then. The same seed gives the same rows.
/// </summary>
/// <param name="health">The model that decides when RUL is estimated.</param>
/// <param name="varySensors">False to give every rig all sensors.</param>
internal sealed class RulSampler(IConditionModel health, bool varySensors)
{
    /// <summary>Hours of growth between two samples, on average.</summary>
    public const double HoursPerSample = 3;

    private static readonly long Start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000;

    /// <summary>Samples one fleet; drills in parallel, rows ordered by drill and time.</summary>
    public IReadOnlyList<RulSample> Sample(ulong seed, int drills, CancellationToken cancellationToken)
    {
        var fleet = SimulatedFleet.Create(new FleetOptions { Seed = seed, Assets = drills, StartUnixMicros = Start }, Plan(seed, drills));
        var rows = new List<RulSample>[drills];
        Parallel.For(0, drills, new ParallelOptions
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken =
            cancellationToken
        }, drill => rows[drill] = SampleDrill(fleet, drill, seed));
        return [.. rows.SelectMany(r => r)];
    }

    private static FaultPlan Plan(ulong seed, int drills)
    {
        var random = new Random((int)(seed % int.MaxValue));
        return new FaultPlan([.. Enumerable.Range(0, drills).Select(i =>
        {
            var (onset, growth) = FaultDraw.Next(random);
            return new Fault(FailureModes.Classes[1 + (i % (FailureModes.Classes.Count - 1))], Start, onset, growth, TimeSpan.FromHours(1));
        })]);
    }

    private List<RulSample> SampleDrill(SimulatedFleet fleet, int drill, ulong seed)
    {
        var random = new Random(unchecked((int)(seed % 1_000_003) * 7919 + drill));
        var fit = varySensors ? new SensorFit(random) : new SensorFit();
        var (fault, scorer) = (fleet.Faults.Faults[drill]!, new SimulatedDrillScorer(health));
        var rows = new List<RulSample>();
        var samples = (int)Math.Ceiling(fault.Growth.TotalHours / HoursPerSample);
        var onset = Start + UnixMicros.Length(fault.OnsetDelay);
        foreach (var share in Enumerable.Range(0, samples).Select(_ => random.NextDouble()).Order().ToArray())
        {
            var time = onset + ((long)(share * fault.Growth.TotalSeconds) * UnixMicros.PerSecond);
            if (!scorer.TryScore(fleet, drill, time, fit) || scorer.FaultProbability < FaultLimits.NamedFrom) continue;
            rows.Add(new RulSample([.. scorer.Features], fault.FailureMode, fault.RemainingHoursAt(time)));
        }
        return rows;
    }
}
