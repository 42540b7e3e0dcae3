using System.Globalization;
using Maintenance.Api;
using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Feed;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Store.Sql;
using Maintenance.Training.Bench;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Host.Benchmarks;

/// <summary>
/// The alarm system over an embedded store: so many alarms stand, are loaded as at the start of a host, and then change as fast as they
/// are committed, published and folded. Files are in a temporary folder inside the given one, deleted afterwards.
/// </summary>
/// <param name="alarms">Active alarms.</param>
/// <param name="duration">How long transitions are made.</param>
/// <param name="loggers">Loggers.</param>
internal sealed class AlarmBench(int alarms, TimeSpan duration, ILoggerFactory loggers)
{
    /// <summary>Rows of a commit: the changes of a second at the rate that is asked for, five commits a second.</summary>
    private const int PerCommit = 1_000;

    private const int Loads = 3;
    private const int PerDrill = 5;
    private static readonly OffsetKey Key = new("bench", "bench", 0);
    private static readonly string[] Rules =
        [.. AlarmRuleDefaults.Set.For(null).Where(p => p.Rule.MaskedBy is null)
            .Select(p => p.Rule.Id).Distinct(StringComparer.Ordinal).Take(PerDrill)];

    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly AlarmEventRow[] _newest = new AlarmEventRow[alarms];
    private long _offset;
    private long? _committed;

    /// <summary>Runs.</summary>
    /// <exception cref="BenchException">The book does not show what was committed.</exception>
    public async Task<AlarmBenchFigures> RunAsync(string parentFolder, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parentFolder, $"bench-{Guid.NewGuid():N}")).FullName;
        try
        {
            await using (var filled = await OpenAsync(folder, cancellationToken)) await FillAsync(filled, cancellationToken);
            await using var store = await OpenAsync(folder, cancellationToken);
            return await MeasureAsync(store, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<IConditionStore> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        var store = await ConditionStores.OpenAsync(new ConditionStoreOptions { DataDirectory = folder }, loggers, cancellationToken);
        await store.MigrateAsync(cancellationToken);
        return store;
    }

    private async Task FillAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        for (var i = 0; i < alarms; i++) _newest[i] = Raised(i);
        foreach (var rows in _newest.Chunk(50_000)) await CommitAsync(store, rows, cancellationToken);
    }

    private async Task<AlarmBenchFigures> MeasureAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        var (loads, floors) = (new List<double>(), new List<double>());
        var range = new AlarmRange(DateTime.MaxValue.AddYears(-1), DateTime.UnixEpoch, [], null);
        for (var i = 0; i < Loads; i++)
        {
            loads.Add(await LoadOnceAsync(store, cancellationToken));
            var started = _clock.GetTimestamp();
            await AlarmEventsQuery.RunAsync(store, range, cancellationToken);
            floors.Add(Seconds(started));
        }
        var before = Retained();
        await using var services = Compose(store);
        var book = await PrimeAsync(services, store, cancellationToken);
        var retained = Retained() - before;
        var made = await TransitAsync(store, services.GetRequiredService<LiveFeed>(), book, cancellationToken);
        var atEnd = Retained() - before;
        Check(book);
        return new AlarmBenchFigures
        {
            Alarms = alarms,
            LoadSeconds = Median(loads),
            LoadFloorSeconds = Median(floors),
            LoadRatioToFloor = Median(loads) / Median(floors),
            RetainedBytesPerAlarm = retained / (double)alarms,
            RetainedBytesPerAlarmHalfway = (made.Halfway - before) / (double)alarms,
            RetainedBytesPerAlarmAtEnd = atEnd / (double)alarms,
            TransitionsPerSecond = made.Count / made.Seconds,
            FloorRowsPerSecond = made.FloorRowsPerSecond,
            RatioToFloor = made.Count / made.Seconds / made.FloorRowsPerSecond,
            TransitionP99Ms = made.SortedMs[made.SortedMs.Count * 99 / 100],
            TransitionP50Ms = made.SortedMs[made.SortedMs.Count / 2],
            Transitions = made.Count,
            Seconds = made.Seconds,
        };
    }

    private async Task<double> LoadOnceAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        await using var services = Compose(store);
        await PrimeAsync(services, store, cancellationToken);
        return Seconds(started);
    }

    private ServiceProvider Compose(IConditionStore store)
    {
        var services = new ServiceCollection().AddSingleton(loggers).AddSingleton(store).AddSingleton(_clock).AddAlarmRules()
            .BuildServiceProvider();
        services.GetRequiredService<AlarmRules>().Use(AlarmRuleDefaults.Set);
        services.GetRequiredService<AssetRegistry>().AddOrReplace([.. Enumerable.Range(0, (alarms + PerDrill - 1) / PerDrill)
            .Select(i => new Asset(AssetId.Parse(DrillOf(i * PerDrill)), "bench", "site", $"rig{i / 4}",
                double.NaN, double.NaN, double.NaN))]);
        return services;
    }

    private async Task<AlarmBook> PrimeAsync(ServiceProvider services, IConditionStore store, CancellationToken cancellationToken)
    {
        var book = services.GetRequiredService<AlarmBook>();
        await book.PrimeAsync(store, NullLogger.Instance, cancellationToken);
        var standing = book.All.Count(a => a.State == AlarmState.Unacknowledged);
        return standing == alarms ? book : throw new BenchException($"{alarms} alarms were committed; the book has {standing}.");
    }

    // In turns: commits alone, and commits that are published to the book.
    private async Task<Transit> TransitAsync(
        IConditionStore store, LiveFeed feed, AlarmBook book, CancellationToken cancellationToken)
    {
        var (own, floor, made, bare, next, halfway) = (0.0, 0.0, 0L, 0L, 0, 0L);
        var latencies = new List<double>();
        while (own < duration.TotalSeconds)
        {
            var rows = NextRows(ref next);
            var started = _clock.GetTimestamp();
            await CommitAsync(store, rows, cancellationToken);
            feed.PublishAlarms(rows);
            var seconds = Seconds(started);
            if (book.Find(IdOf(rows[^1]))?.ReturnedUnixMicros != rows[^1].ReturnedUnixMicros)
                throw new BenchException($"The book does not show the committed row of {IdOf(rows[^1])}.");
            (own, made) = (own + seconds, made + rows.Length);
            latencies.Add(1_000 * seconds);
            if (halfway == 0 && own >= duration.TotalSeconds / 2) halfway = Retained();
            if (floor > own) continue;
            // Rows of drills that nobody follows.
            AlarmEventRow[] others = [.. rows.Select(r => r with { Asset = "other-" + r.Asset })];
            started = _clock.GetTimestamp();
            await CommitAsync(store, others, cancellationToken);
            (floor, bare) = (floor + Seconds(started), bare + others.Length);
        }
        latencies.Sort();
        return new Transit(made, own, bare / floor, latencies, halfway);
    }

    // The alarms in turn: what stands returns, what has returned is raised again.
    private AlarmEventRow[] NextRows(ref int next)
    {
        var (rows, now) = (new AlarmEventRow[Math.Min(PerCommit, alarms)], UnixMicros.Now(_clock));
        for (var i = 0; i < rows.Length; i++, next = (next + 1) % alarms)
        {
            var row = _newest[next];
            rows[i] = _newest[next] = row.ReturnedUnixMicros != UnixMicros.None ? Raised(next)
                : row with { ReturnedUnixMicros = now, KnownAtUnixMicros = now, LogOffset = _offset++ };
        }
        return rows;
    }

    private AlarmEventRow Raised(int alarm)
    {
        var now = UnixMicros.Now(_clock);
        return new AlarmEventRow
        {
            Asset = DrillOf(alarm),
            Rule = Rules[alarm % PerDrill],
            Level = "high",
            EventTimeUnixMicros = now - UnixMicros.PerSecond,
            KnownAtUnixMicros = now,
            LogPartition = 0,
            LogOffset = _offset++,
            RuleVersion = 1,
            Priority = 1 + (alarm % 3),
            RaisedUnixMicros = now,
            ReturnedUnixMicros = UnixMicros.None,
            Value = 99.5f,
            Limit = 95,
            Withdrawn = false,
            Because = "bearing_temperature above 95 °C; 99.5 °C when it began",
        };
    }

    private async Task CommitAsync(IConditionStore store, AlarmEventRow[] rows, CancellationToken cancellationToken)
    {
        var next = (_committed ?? 0) + rows.Length;
        await store.CommitAsync(
            new StoreCommit { Batches = [TableBatch.Of<AlarmEventRow>(rows)], Offset = new OffsetMove(Key, _committed, next) },
            cancellationToken);
        _committed = next;
    }

    private void Check(AlarmBook book)
    {
        var wrong = _newest.Count(r => book.Find(IdOf(r))?.ReturnedUnixMicros != r.ReturnedUnixMicros);
        if (wrong > 0) throw new BenchException($"{wrong} of {alarms} alarms in the book are not as committed.");
    }

    private static string IdOf(in AlarmEventRow row) => Alarm.IdOf(row.Asset, row.Rule);

    private static string DrillOf(int alarm) => "BENCH-" + (alarm / PerDrill).ToString("D6", CultureInfo.InvariantCulture);

    private double Seconds(long started) => _clock.GetElapsedTime(started).TotalSeconds;

    private static long Retained() => GC.GetTotalMemory(forceFullCollection: true);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed record Transit(long Count, double Seconds, double FloorRowsPerSecond, List<double> SortedMs, long Halfway);
}
