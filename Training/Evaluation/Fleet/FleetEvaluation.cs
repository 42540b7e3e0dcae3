using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Simulator.Physics;
using Maintenance.Training.Fleets;

namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>
/// Lead time, recall and false alarms of a drill-health model on a simulated fleet with known fault onsets, using the features of the live
/// path.
/// </summary>
public sealed class FleetEvaluation(Func<IConditionModel> load, int seed, int drills)
{
    public static string Protocol { get; } =
        "Simulated drills with sensor defects, with a seed that training does not use; one in three healthy, the others fail once after "
        + $"{FaultDraw.OnsetHours.Low} to {FaultDraw.OnsetHours.High} healthy hours, growing for {FaultDraw.GrowthWords}. "
        + $"Scored every {ScoringInterval / (60 * UnixMicros.PerSecond)} minutes on {SimulatedDrillScorer.Seconds} seconds of readings; "
        + $"an alarm is P(fault) >= {AlarmLatch.RaisedFrom} twice in a row, cleared below {AlarmLatch.ClearedBelow} twice in a row. "
        + "Found: raised between onset and failure. The live path scores every second, so its alarms differ from these.";

    private const long ScoringInterval = 600 * UnixMicros.PerSecond;
    private const double MicrosPerHour = 3600.0 * UnixMicros.PerSecond;
    private const double HoursPerMonth = 730;
    private static readonly long Start = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000;

    public FleetFigures Run(Action<int> drillDone, CancellationToken cancellationToken)
    {
        var fleetSeed = 2_000_000UL + (ulong)seed; // training and its held-out fleets use 1000·seed and 1,000,000 + 1000·seed
        var plan = Plan(new Random(seed));
        var fleet = SimulatedFleet.Create(new FleetOptions { Seed = fleetSeed, Assets = drills, StartUnixMicros = Start }, plan);
        var histories = new DrillHistory[drills];
        Parallel.For(0, drills, new ParallelOptions
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken =
            cancellationToken
        },
            load, // one each: a model owns buffers
            (drill, _, model) =>
            {
                histories[drill] = Watch(fleet, drill, model, cancellationToken);
                drillDone(drill);
                return model;
            },
            _ => { });
        return Sum(histories, load().Hash);
    }

    private FaultPlan Plan(Random random) => new([.. Enumerable.Range(0, drills).Select(i =>
    {
        // Drawn for healthy drills too, so that no drill's draw depends on which others are healthy.
        var (onset, growth) = FaultDraw.Next(random);
        return i % 3 == 0 ? null : new Fault(FailureModes.Classes[1 + (i % (FailureModes.Classes.Count - 1))], Start, onset, growth,
            TimeSpan.FromHours(1));
    })]);

    private static DrillHistory Watch(SimulatedFleet fleet, int drill, IConditionModel model, CancellationToken cancellationToken)
    {
        var fault = fleet.Faults.Faults[drill];
        var onset = fault is null ? long.MaxValue : Start + UnixMicros.Length(fault.OnsetDelay);
        var end = fault is null ? Start + (long)(60 * MicrosPerHour) : onset + UnixMicros.Length(fault.Growth);
        var (latch, scorer, falseAlarms) = (new AlarmLatch(), new SimulatedDrillScorer(model), 0);
        for (var t = Start + ScoringInterval; t < end; t += ScoringInterval)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!scorer.TryScore(fleet, drill, t) || !latch.Update(scorer.FaultProbability)) continue;
            if (t >= onset) return new DrillHistory(fault, falseAlarms, (onset - Start) / MicrosPerHour, t, scorer.FailureMode);
            falseAlarms++;
        }
        return new DrillHistory(fault, falseAlarms, (Math.Min(onset, end) - Start) / MicrosPerHour, FoundUnixMicros: null, NamedMode: null);
    }

    private FleetFigures Sum(DrillHistory[] histories, string hash)
    {
        var months = histories.Sum(h => h.HealthyHours) / HoursPerMonth;
        var falseAlarms = histories.Sum(h => h.FalseAlarms);
        return new FleetFigures(
            Protocol, hash, seed, drills, months, falseAlarms, falseAlarms / months,
            [.. FailureModes.Classes.Skip(1).Select(mode => SumMode(mode, [.. histories.Where(h => h.Fault?.FailureMode == mode)]))]);
    }

    private static ModeFigures SumMode(string mode, List<DrillHistory> faults)
    {
        var found = faults.Where(f => f.FoundUnixMicros is not null).ToList();
        var leads = found.Select(LeadHours).Order().ToList();
        var shares = found.Select(f => LeadHours(f) / f.Fault!.Growth.TotalHours).Order().ToList();
        return new ModeFigures(
            mode, faults.Count, found.Count, found.Count(f => f.NamedMode == mode), faults.Count == 0
                ? 0 : (double)found.Count / faults.Count,
            Median(leads), leads.Count == 0 ? null : leads[0], Median(shares));
    }

    private static double LeadHours(DrillHistory found) =>
        found.Fault!.OnsetDelay.TotalHours + found.Fault.Growth.TotalHours - ((found.FoundUnixMicros!.Value - Start) / MicrosPerHour);

    private static double? Median(List<double> sorted) => sorted.Count == 0
        ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}
