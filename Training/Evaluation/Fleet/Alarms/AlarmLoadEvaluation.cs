using Maintenance.Core.Alarms;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Scoring.Workers;
using Maintenance.Simulator.Physics;
using Maintenance.Training.Bench.Pipeline;
using Microsoft.Extensions.Logging;

namespace Maintenance.Training.Evaluation.Fleet.Alarms;

/// <summary>
/// The alarm load of the default fleet: its blocks go through the pipeline as the host runs it (ingest, log, scoring, store) under a clock
/// that shows their time, and the figures are read back from the store as a page reads them.
/// </summary>
/// <param name="rules">Rules to judge by.</param>
/// <param name="seed">Seed of the fleet, 1 to 100000.</param>
/// <param name="size">How much.</param>
/// <param name="loggers">Loggers.</param>
public sealed class AlarmLoadEvaluation(AlarmRuleSet rules, int seed, AlarmLoadSize size, ILoggerFactory loggers)
{
    // Training uses 1000·seed and 1,000,000 + 1000·seed, the other part of the evaluation 2,000,000,000 and up.
    private const ulong Seeds = 3_000_000_000;
    private const long Step = 600 * UnixMicros.PerSecond;

    private static readonly long Start = UnixMicros.Of(new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc));

    private readonly SimulatedFleet _fleet = SimulatedFleet.Create(new FleetOptions
    {
        Seed = Seeds + (ulong)seed,
        Assets = size.Drills,
        Faults = FaultPreset.Realistic,
        StartUnixMicros = Start,
    });

    private readonly long _end = Start + UnixMicros.Length(TimeSpan.FromDays(size.Days));

    /// <summary>Drill-health model.</summary>
    public string Model { get; init; } = new ScoringOptions().Model;

    /// <summary>Drill-life model.</summary>
    public string LifeModel { get; init; } = new ScoringOptions().LifeModel;

    /// <summary>How it is measured.</summary>
    public string Protocol => $"The default fleet ({size.Drills} drills, three in ten with a fault that begins within three days and grows "
        + "over 4 to 48 hours, again after each repair) through ingest, log, scoring and store under a simulated clock, with the default "
        + (size.EverySecond ? "rules; every block. "
            : "rules. Accelerated: two seconds of each ten of a minute in ten, a block every 21 seconds in between. ")
        + "Alarms are announced ones, as in docs/alarms.md. A fault is alarmed if an alarm of the machine is raised between onset and "
        + "failure. Seeds are not those of training.";

    /// <summary>Runs, in a temporary folder inside the given one.</summary>
    public async Task<AlarmLoadFigures> RunAsync(string parentFolder, Action<double> progress, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parentFolder, $"alarms-{Guid.NewGuid():N}")).FullName;
        try
        {
            // Each block is received at its end. What only the clock can show is looked for when all before has been judged, or silence
            // would be heard that is none; so scoring commits ten minutes at once.
            var (clock, reception) = (new SimulatedClock(Start), new SimulatedClock(Start));
            await using var stages = await PipelineStages.StartAsync(folder, _fleet.Assets,
                new PipelineSetup(clock, rules)
                {
                    ReceptionClock = reception, Model = Model, LifeModel = LifeModel, CommitInterval = TimeSpan.FromMilliseconds(1), Fsync = false,
                }, loggers, cancellationToken);
            var sender = new BlockSender(stages, _fleet, reception);
            var blocks = await PlayAsync(sender, clock, progress, cancellationToken);
            return await FiguresAsync(stages, blocks, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<long> PlayAsync(BlockSender sender, SimulatedClock clock, Action<double> progress,
        CancellationToken cancellationToken)
    {
        var sent = 0L;
        for (var at = Start; at < _end; at += Step)
        {
            var blocks = Blocks(at, Math.Min(_end, at + Step)).ToList();
            await sender.SendAsync(blocks, cancellationToken);
            clock.MoveTo(Math.Min(_end, at + Step));
            sent += blocks.Count;
            progress((at - Start) / (double)(_end - Start));
        }
        return sent;
    }

    private IEnumerable<(int Drill, long At)> Blocks(long from, long until)
    {
        for (var t = from; t < until; t += UnixMicros.PerSecond)
            for (var drill = 0; drill < size.Drills; drill++)
                if (size.EverySecond || AlarmLoadSeconds.Includes(drill, t / UnixMicros.PerSecond)) yield return (drill, t);
    }

    private async Task<AlarmLoadFigures> FiguresAsync(PipelineStages stages, long blocks, CancellationToken cancellationToken)
    {
        var assets = _fleet.Assets.ToDictionary(a => a.Id.Value, StringComparer.Ordinal);
        var (alarms, rows) = (new Dictionary<string, IReadOnlyList<AlarmOccurrence>>(StringComparer.Ordinal), new List<AlarmRowsOfAsset>());
        await foreach (var found in AlarmPerformanceQuery.RunAsync(stages.Store, new TimeRange(Start, _end), assets.ContainsKey,
            cancellationToken))
        {
            rows.Add(found);
            alarms[found.Asset] = AlarmOccurrences.Of(found.Events, out _);
        }
        var called = alarms.SelectMany(a => a.Value.Where(o => !o.WasOver).Select(o => (Asset: a.Key, Alarm: o))).ToList();
        return new AlarmLoadFigures(Protocol, seed, size.Drills, size.Days, blocks,
            Figures(operators: 1, []), Figures(SimulatedOperators.Names.Count, SimulatedOperators.Acknowledge(called, seed)),
            called.GroupBy(a => a.Alarm.Rule, StringComparer.Ordinal).OrderByDescending(g => g.Count())
                .ThenBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal),
            FaultAlarms.Of(_fleet, _end, asset => alarms.GetValueOrDefault(asset, []), rules));

        IReadOnlyList<AlarmFigure> Figures(int operators, IReadOnlyList<OperatorActionRow> actions) => AlarmPerformance.Of(
            rows.SelectMany(r => r.Events), actions, new AlarmWindow(Start, _end, operators), id => rules.For(assets[id])).Figures();
    }
}
