using Maintenance.Core.Alarms;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Assets;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Scoring.Workers;
using Maintenance.Simulator.Physics;
using Maintenance.Training.Bench;
using Maintenance.Training.Bench.Pipeline;
using Microsoft.Extensions.Logging;

namespace Maintenance.Training.Evaluation.Fleet.Alarms;

/// <summary>
/// An outage of a whole fleet whose data follows faster than real time while live data flows, through the pipeline as the host runs it; and
/// the same blocks in order through a second one, to see that both say the same in the end.
/// </summary>
public sealed class OutageEvaluation(AlarmRuleSet rules, OutageSize size, ILoggerFactory loggers)
{
    private const int MaxListed = 100;
    private const long Second = UnixMicros.PerSecond;
    private const ulong Seed = 3_100_000_000;

    private static readonly long Start = UnixMicros.Of(new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc));

    private readonly SimulatedFleet _fleet = SimulatedFleet.Create(new FleetOptions
    {
        Seed = Seed, Assets = size.Drills, StartUnixMicros = Start,
    });

    private readonly long _down = Start + UnixMicros.Length(size.Before);
    private readonly long _up = Start + UnixMicros.Length(size.Before) + UnixMicros.Length(size.Outage);

    /// <summary>Drill-health model.</summary>
    public string Model { get; init; } = new ScoringOptions().Model;

    /// <summary>Drill-life model.</summary>
    public string LifeModel { get; init; } = new ScoringOptions().LifeModel;

    // The back-fill is over when it has caught up with the outage; a minute more is live.
    private long Live => (UnixMicros.Length(size.Outage) / Second / size.Speed) + 60;

    private long End => _up + (Live * Second);

    /// <summary>Plays, in a temporary folder inside the given one.</summary>
    public async Task<OutageFigures> RunAsync(string parentFolder, Action<double> progress, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parentFolder, $"outage-{Guid.NewGuid():N}")).FullName;
        try
        {
            var (latencies, slow) = (new LatencyRecorder(), new List<SlowSecond>());
            var played = await RunAsync(Path.Combine(folder, "late"), s => PlayAsync(s, Record, progress, cancellationToken),
                cancellationToken);
            var ordered = await RunAsync(Path.Combine(folder, "ordered"), s => PlayInOrderAsync(s, cancellationToken), cancellationToken);
            return Figures(played, ordered, latencies, slow);

            void Record(long second, double milliseconds)
            {
                latencies.Record(milliseconds);
                if (milliseconds > OutageFigures.LiveBudgetMs && slow.Count < MaxListed)
                    slow.Add(new(UnixMicros.ToUtc(second), milliseconds));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<StoredTruth> RunAsync(string folder, Func<(BlockSender Sender, SimulatedClock Clock), Task> play,
        CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var clock = new SimulatedClock(Start);
        var setup = new PipelineSetup(clock, rules) { Model = Model, LifeModel = LifeModel, CommitInterval = TimeSpan.FromMilliseconds(1) };
        await using var stages = await PipelineStages.StartAsync(folder, _fleet.Assets, setup, loggers, cancellationToken);
        await play((new BlockSender(stages, _fleet), clock));
        await stages.StopAsync();
        return await StoredTruth.ReadAsync(stages.Store, _fleet.Assets.Select(a => a.Id.Value), new TimeRange(Start, End),
            cancellationToken);
    }

    private async Task PlayAsync((BlockSender Sender, SimulatedClock Clock) at, Action<long, double> record, Action<double> progress,
        CancellationToken cancellationToken)
    {
        await SendStretchAsync(at, Start, _down, cancellationToken);
        at.Clock.MoveTo(_up);
        var next = _down;
        for (var second = 0L; second < Live; second++)
        {
            var now = _up + (second * Second);
            at.Clock.MoveTo(now + Second);
            List<(int Drill, long At)> blocks =
                [.. Blocks(now, now + Second), .. Blocks(next, next = Math.Min(_up, next + (size.Speed * Second)))];
            var encoded = at.Sender.Encode(blocks, cancellationToken);
            var begun = TimeProvider.System.GetTimestamp();
            await at.Sender.SendAsync(blocks, encoded, cancellationToken);
            record(now, TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds);
            progress((second + 1) / (double)Live);
        }
    }

    private async Task PlayInOrderAsync((BlockSender Sender, SimulatedClock Clock) at, CancellationToken cancellationToken) =>
        await SendStretchAsync(at, Start, End, cancellationToken);

    private async Task SendStretchAsync((BlockSender Sender, SimulatedClock Clock) at, long from, long until,
        CancellationToken cancellationToken)
    {
        for (var t = from; t < until; t += 60 * Second)
        {
            var end = Math.Min(until, t + (60 * Second));
            at.Clock.MoveTo(end);
            await at.Sender.SendAsync(Blocks(t, end), cancellationToken);
        }
    }

    private List<(int Drill, long At)> Blocks(long from, long until)
    {
        var blocks = new List<(int, long)>();
        for (var t = from; t < until; t += Second)
            for (var drill = 0; drill < size.Drills; drill++) blocks.Add((drill, t));
        return blocks;
    }

    private OutageFigures Figures(StoredTruth played, StoredTruth ordered, LatencyRecorder latencies, List<SlowSecond> slow)
    {
        var keys = played.Alarms.GroupBy(a => (a.Asset, a.Rule, a.Level, a.EventTimeUnixMicros))
            .Select(g => g.OrderBy(a => a.KnownAtUnixMicros).ThenBy(a => a.LogOffset).ToList()).ToList();
        var alarms = played.Alarms.GroupBy(a => a.Asset, StringComparer.Ordinal)
            .SelectMany(g => AlarmOccurrences.Of([.. g], out _)).ToList();
        var silent = rules.For(asset: null).Where(p => p.Rule.Levels.Any(l => AsksFor(l.When, AlarmSignals.DataGap))).Select(p => p.Rule.Id)
            .ToHashSet(StringComparer.Ordinal);
        return new OutageFigures(size, size.Drills * (End - Start) / Second, size.Drills * (_up - _down) / Second,
            latencies.Percentile(50), latencies.Percentile(99), latencies.Percentile(100), slow, alarms.Count, alarms.Count(a => a.WasOver),
            played.Alarms.Count - keys.Count, played.Alarms.Count(a => silent.Contains(a.Rule)),
            [.. played.Alarms.GroupBy(a => a.Asset, StringComparer.Ordinal).SelectMany(g => AnnouncedWhenOver(g.Key, g)).Take(MaxListed)],
            [.. keys.Where(k => !k[^1].Withdrawn && k[0].KnownAtUnixMicros - k[0].EventTimeUnixMicros > UnixMicros.Length(Alarm.LateAfter))
                .Take(MaxListed).Select(k => Of(k[0], k[0].KnownAtUnixMicros))],
            [.. keys.Where(k => k[^1].Withdrawn).Take(MaxListed).Select(k => Of(k[0], k[^1].KnownAtUnixMicros))],
            played.DifferencesFrom(ordered, rules));
    }

    private static bool AsksFor(AlarmCondition condition, string signal) => condition switch
    {
        AlarmCondition.Compare c => c.Signal == signal,
        AlarmCondition.All all => all.Conditions.Any(c => AsksFor(c, signal)),
        _ => false,
    };

    // As the rows became known, record by record: a later record of the same moment may end what an earlier one rightly announced.
    private List<LateAlarm> AnnouncedWhenOver(string asset, IEnumerable<AlarmEventRow> rows)
    {
        var (known, announced, times) = (new AlarmRules(), new List<LateAlarm>(), new Dictionary<string, int>(StringComparer.Ordinal));
        known.Use(rules);
        var fold = new AlarmFold(asset, new AlarmDefinitions(known, new AssetRegistry()), TimeSpan.FromDays(30));
        foreach (var input in AlarmInput.Of(rows))
        {
            input.ApplyTo(fold);
            fold.TakeChanged(a =>
            {
                if (a.Announcements > times.GetValueOrDefault(a.Rule) && !a.IsActive)
                    announced.Add(new LateAlarm(asset, a.Rule, UnixMicros.ToUtc(a.OnsetUnixMicros), UnixMicros.ToUtc(input.AtUnixMicros)));
                times[a.Rule] = a.Announcements;
            });
        }
        return announced;
    }

    private static LateAlarm Of(in AlarmEventRow row, long known) =>
        new(row.Asset, row.Rule, UnixMicros.ToUtc(row.EventTimeUnixMicros), UnixMicros.ToUtc(known));
}
