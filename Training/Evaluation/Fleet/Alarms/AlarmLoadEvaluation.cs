using Maintenance.Core.Alarms;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Scoring.Workers;
using Maintenance.Simulator.Physics;
using Maintenance.Store.Log;
using Maintenance.Store.Sql;
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

    private const long KeptReadings = 36 * Step;

    private static readonly int[] Shifts = [1, 2];

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
        + "failure. Operators look at one alarm at a time, the most urgent first, for half a minute to a quarter of an hour, and "
        + "acknowledge it by the product's own actions. Seeds are not those of training.";

    /// <summary>Runs, in a temporary folder inside the given one.</summary>
    public async Task<AlarmLoadFigures> RunAsync(string parentFolder, Action<double> progress, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parentFolder, $"alarms-{Guid.NewGuid():N}")).FullName;
        try
        {
            // Each block is received at its end. What only the clock can show is looked for when all before has been judged, or silence
            // would be heard that is none; so scoring commits ten minutes at once.
            var (clock, reception) = (new SimulatedClock(Start), new SimulatedClock(Start));
            var rows = new List<AlarmRowsOfAsset>();
            var setup = new PipelineSetup(clock, rules)
            {
                ReceptionClock = reception, Model = Model, LifeModel = LifeModel, CommitInterval = TimeSpan.FromMilliseconds(1),
                Fsync = false, LogBytes = new TelemetryLogOptions().SegmentBytes,
            };
            long blocks;
            await using (var stages = await PipelineStages.StartAsync(folder, _fleet.Assets, setup, loggers, cancellationToken))
            {
                blocks = await PlayAsync(stages, (clock, reception), progress, cancellationToken);
                await foreach (var found in AlarmPerformanceQuery.RunAsync(stages.Store, new TimeRange(Start, _end), _ => true,
                    cancellationToken)) rows.Add(found);
            }
            return Figures(rows, blocks, [.. await Task.WhenAll(Shifts.Select(n => AttendAsync(folder, rows, n, cancellationToken)))]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<long> PlayAsync(PipelineStages stages, (SimulatedClock Present, SimulatedClock Reception) clocks,
        Action<double> progress, CancellationToken cancellationToken)
    {
        var (sender, sent) = (new BlockSender(stages, _fleet, clocks.Reception), 0L);
        for (var at = Start; at < _end; at += Step)
        {
            var blocks = Blocks(at, Math.Min(_end, at + Step)).ToList();
            await sender.SendAsync(blocks, cancellationToken);
            clocks.Present.MoveTo(Math.Min(_end, at + Step));
            if ((at - Start) % KeptReadings == 0) await ForgetReadingsAsync(stages.Store, cancellationToken);
            sent += blocks.Count;
            progress((at - Start) / (double)(_end - Start));
        }
        return sent;
    }

    // A week of readings and waveforms takes tens of gigabytes, and nothing asks for them: data comes in order.
    private static async Task ForgetReadingsAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        foreach (var table in (TableSchema[])[StoreTables.Reading, StoreTables.Waveform])
            await store.DeleteAgedAsync(table, TimeSpan.FromMicroseconds(KeptReadings), cancellationToken);
    }

    private IEnumerable<(int Drill, long At)> Blocks(long from, long until)
    {
        for (var t = from; t < until; t += UnixMicros.PerSecond)
            for (var drill = 0; drill < size.Drills; drill++)
                if (size.EverySecond || AlarmLoadSeconds.Includes(drill, t / UnixMicros.PerSecond)) yield return (drill, t);
    }

    // Over a store of their own, as each shift has its own audit.
    private async Task<AttendedLoad> AttendAsync(
        string folder, IReadOnlyList<AlarmRowsOfAsset> rows, int operators, CancellationToken cancellationToken)
    {
        var own = new ConditionStoreOptions { DataDirectory = Path.Combine(folder, $"operators-{operators}") };
        await using var store = await ConditionStores.OpenAsync(own, loggers, cancellationToken);
        await store.MigrateAsync(cancellationToken);
        using var shift = new OperatorShift(store, rules, _fleet.Assets, operators, seed, Start);
        await shift.PlayAsync(rows.SelectMany(r => r.Events), _end, cancellationToken);
        return await shift.LoadAsync(Start, _end, cancellationToken);
    }

    private AlarmLoadFigures Figures(IReadOnlyList<AlarmRowsOfAsset> rows, long blocks, IReadOnlyList<AttendedLoad> attended)
    {
        var assets = _fleet.Assets.ToDictionary(a => a.Id.Value, StringComparer.Ordinal);
        var alarms = rows.ToDictionary(r => r.Asset, r => AlarmOccurrences.Of(r.Events, out _), StringComparer.Ordinal);
        var unattended = AlarmPerformance.Of(rows.SelectMany(r => r.Events), [], new AlarmWindow(Start, _end, operators: 1),
            id => rules.For(assets[id]), assets.Count);
        return new AlarmLoadFigures(Protocol, seed, size.Drills, size.Days, blocks, unattended.Figures(), attended,
            alarms.Values.SelectMany(a => a).Where(a => !a.WasOver).GroupBy(a => a.Rule, StringComparer.Ordinal)
                .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal),
            FaultAlarms.Of(_fleet, _end, asset => alarms.GetValueOrDefault(asset, []), rules),
            FaultAlarms.StaleOf(_fleet, _end, asset => alarms.GetValueOrDefault(asset, [])));
    }
}
