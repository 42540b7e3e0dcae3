using System.Diagnostics;
using System.Globalization;
using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Queries;
using Maintenance.Queries.RollUps;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.RollUps;
using Maintenance.Scoring.Workers;
using Maintenance.Tests.Galera;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;
using static Maintenance.Contracts.Tests.Sql.Rows;

namespace Maintenance.Contracts.Tests.Engines;

/// <summary>
/// Roll-ups cannot be seen: a chart is what the rows give, whatever arrives when, wherever a worker ends, and whenever hours are rolled
/// up. <c>MAINTENANCE_ROLL_UP_SEED</c> repeats a history; <c>MAINTENANCE_ROLL_UP_STEP</c>, seconds between the blocks of a month, is for
/// figures of reading it (default 420).
/// </summary>
[Collection(GaleraCluster.Collection)]
[Trait(TestKind.Name, TestKind.Server)]
public sealed class RollUpTests(GaleraCluster cluster, ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    private const string Drill = "ROLLED-1";
    private const long Hour = RollUpHours.HourMicros;
    private const long Minute = RollUpHours.MinuteMicros;

    private static readonly Channel[] Channels =
        [StandardChannels.All[StandardChannels.Torque], StandardChannels.All[StandardChannels.HoleDepth]];

    private static readonly int StepSeconds = int.Parse(
        Environment.GetEnvironmentVariable("MAINTENANCE_ROLL_UP_STEP") ?? "420", CultureInfo.InvariantCulture);

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(StepSeconds < 60 ? 30 : 5));
    private BothStores _stores = null!;

    private CancellationToken Stop => _limit.Token;

    public async Task InitializeAsync() => _stores = await BothStores.OpenAsync(cluster, Stop);

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    public void Dispose() => _limit.Dispose();

    [Fact]
    public async Task Charts_are_those_of_the_rows_in_any_order_of_arrival()
    {
        var given = Environment.GetEnvironmentVariable("MAINTENANCE_ROLL_UP_SEED");
        var seed = given is null ? Random.Shared.Next() : int.Parse(given, CultureInfo.InvariantCulture);
        output.WriteLine($"MAINTENANCE_ROLL_UP_SEED={seed}");
        foreach (var store in new[] { _stores.DuckDb, _stores.MySqlWire })
        {
            var history = new History(new Random(seed));
            var roll = new RollUpService(store, TimeProvider.System, NullLogger<RollUpService>.Instance);
            var state = State();
            var written = 0L;
            for (var offset = 0; offset < 90; offset++)
            {
                if (history.Chance(0.08)) state = State(); // the worker ended
                await store.CommitAsync(history.Next(offset, state), Stop);
                if (history.Chance(0.25)) written += await roll.RenewAsync(Stop);
                if (history.Chance(0.04)) written += await roll.FillAsync(Stop);
                if (offset % 6 == 5) await CompareAsync(store, history, $"seed {seed}, after record {offset}");
            }
            await roll.FillAsync(Stop);
            await roll.RenewAsync(Stop);
            (await HourRollUp.StaleAsync(store, 100, Stop)).ShouldBeEmpty();
            for (var i = 0; i < 20; i++) await CompareAsync(store, history, $"seed {seed}, at the end");
            var hours = await CountAsync(store, "SELECT count(*) AS n FROM history_roll_up WHERE hour_bytes IS NOT NULL");
            output.WriteLine($"{history.Blocks} blocks, {history.Corrections} corrections; {hours} hours, rolled up {written} times");
            hours.ShouldBeGreaterThan(5);
            written.ShouldBeGreaterThan(hours, "hours were rolled up again after late blocks");
            history.Corrections.ShouldBeGreaterThan(5);
        }
    }

    [Fact]
    public async Task A_record_that_does_not_mark_its_hours_is_seen_by_the_comparison()
    {
        var history = new History(new Random(3)) { ForgetsToMark = true };
        var roll = new RollUpService(_stores.DuckDb, TimeProvider.System, NullLogger<RollUpService>.Instance);
        var state = State();
        var differences = 0;
        for (var offset = 0; offset < 60; offset++)
        {
            await _stores.DuckDb.CommitAsync(history.Next(offset, state), Stop);
            await roll.FillAsync(Stop);
            if (await Record.ExceptionAsync(() => CompareAsync(_stores.DuckDb, history, "")) is not null) differences++;
        }
        differences.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_store_of_an_earlier_build_is_rolled_up_at_the_first_start_and_a_month_reads_little()
    {
        foreach (var store in new[] { _stores.DuckDb, _stores.MySqlWire })
        {
            for (var day = 0; day < 30; day++)
            {
                // Silent for the first two hours of each day.
                var rows = new List<(string, object?)[]>();
                for (var time = Start + (24 * day + 2) * Hour; time < Start + 24 * (day + 1) * Hour; time += StepSeconds * Second)
                    rows.Add(History.Block(time, rows.Count, day, time, 10));
                await store.CommitAsync(Commit(Of(StoreTables.Descriptor, [.. rows])), Stop);
            }
            var range = new TimeRange(Start, Start + 30 * 24 * Hour);
            var (before, fromRows) = await TimedAsync(store, range);

            using (var interrupted = new CancellationTokenSource())
            {
                // A process that ends half-way leaves what it has written.
                var counting = new CountedStore(store) { Committed = n => { if (n == 4) interrupted.Cancel(); } };
                await Should.ThrowAsync<OperationCanceledException>(() => Service(counting).FillAsync(interrupted.Token));
            }
            var first = await CountAsync(store, "SELECT count(*) AS n FROM history_roll_up");
            first.ShouldBeInRange(24, 30 * 24 - 24);
            (await Service(store).FillAsync(Stop)).ShouldBe(
                30 * 24 - 2 - 1 - first, "from the first block on all hours but the newest, and none twice");

            var counted = new CountedStore(store);
            var after = await ChannelHistoryQuery.RunAsync(counted, Drill, range, 1000, Channels, Stop);
            after.BucketStarts.ShouldBe(before.BucketStarts);
            after.Series[0].Maxima.ShouldBe(before.Series[0].Maxima);
            counted.Asked.ShouldBeLessThanOrEqualTo(3, "roll-ups, and the newest hour from rows");
            counted.Rows.ShouldBeInRange(700, 730, "a row per hour");
            output.WriteLine($"{30 * 22 * 3600 / StepSeconds} blocks in {(store == _stores.DuckDb ? "DuckDB" : "MariaDB")}: from rows "
                + $"{fromRows.TotalMilliseconds:0} ms, from roll-ups {(await TimedAsync(store, range)).Took.TotalMilliseconds:0} ms");
        }

        static RollUpService Service(IConditionStore store) => new(store, TimeProvider.System, NullLogger<RollUpService>.Instance);
    }

    [Fact]
    public void Bytes_hold_what_was_added()
    {
        var hour = new HourBytes();
        hour.AddBlocks(1_500_000, lackStatistics: false);
        hour.Add("torque", 0, new(1, 3, 6, 3));
        hour.Add("torque", 59, new(-2.5f, 2, 1.5, 2));
        Convert.ToHexString(hour.ToArray()).ShouldBe(
            "010060E31600000000000106746F7271756502" + "000000803F00004040000000000000184003000000"
            + "3B000020C000000040000000000000F83F02000000");
        Convert.ToHexString(hour.Merged().ToArray()).ShouldBe(
            "010060E31600000000000106746F7271756501" + "00000020C0000040400000000000001E4005000000");
        HourBytes.IsKnown(hour.ToArray()).ShouldBeTrue();
        HourBytes.IsKnown([2, .. hour.ToArray().Skip(1)]).ShouldBeFalse("of a newer build");
    }

    private async Task<(ChannelHistory History, TimeSpan Took)> TimedAsync(IConditionStore store, TimeRange range)
    {
        var (history, shortest) = (new ChannelHistory(0, [], []), TimeSpan.MaxValue);
        for (var i = 0; i < 3; i++)
        {
            var clock = Stopwatch.StartNew();
            history = await ChannelHistoryQuery.RunAsync(store, Drill, range, 1000, StandardChannels.All, Stop);
            if (clock.Elapsed < shortest) shortest = clock.Elapsed;
        }
        return (history, shortest);
    }

    private static AssetState State() => new(Drill, asset: null, 16, new SpareBlocks(0));

    private static async Task<long> CountAsync(IConditionStore store, string sql) =>
        (await store.QueryAsync(new StoreQuery(sql), CancellationToken.None)).First!.Value.Whole("n");

    private async Task CompareAsync(IConditionStore store, History history, string when)
    {
        var (range, points) = history.Range();
        var width = BucketWidth.Choose(range, points);
        var found = await ChannelHistoryQuery.RunAsync(store, Drill, range, points, Channels, Stop);
        var expected = history.Expected(range, width, _ => true);
        var what = $"{when}, {range.From:O} to {range.To:O} in buckets of {width / Second} s";
        found.BucketStarts.ShouldBe(expected.Keys.Select(k => k * width), what);
        foreach (var channel in Channels)
            Check(found, channel.Name, history.Expected(range, width, b => channel == Channels[0] || b.Depth is not null),
                channel == Channels[0] ? b => b.Torque : b => b.Depth!.Value, width, what);
        var health = await HealthHistoryQuery.RunAsync(store, Drill, range, points, Stop);
        health.BucketStarts.ShouldBe(expected.Keys.Select(k => k * width), what);
        Check(health, HealthHistoryQuery.SeriesName, history.Expected(range, width, b => b.Health is not null), b => b.Health!.Value, width,
            what, isWeighted: false);
    }

    private static void Check(ChannelHistory found, string name, SortedDictionary<long, List<Block>> expected, Func<Block, float> value,
        long width, string what, bool isWeighted = true)
    {
        var series = found.Series.FirstOrDefault(s => s.Name == name);
        for (var i = 0; i < found.BucketStarts.Length; i++)
        {
            if (!expected.TryGetValue(found.BucketStarts[i] / width, out var blocks))
            {
                if (series is not null) series.Means[i].ShouldBe(float.NaN, what);
                continue;
            }
            series.ShouldNotBeNull(what);
            var slack = isWeighted ? 1 : 0;
            series.Minima[i].ShouldBe(blocks.Min(value) - slack, what);
            series.Maxima[i].ShouldBe(blocks.Max(value) + slack, what);
            var mean = blocks.Sum(b => (double)value(b) * (isWeighted ? b.Readings : 1)) / blocks.Sum(b => isWeighted ? b.Readings : 1);
            series.Means[i].ShouldBe((float)mean, Math.Max(Math.Abs(mean) * 1e-6, float.Epsilon), what);
        }
    }

    private sealed record Block(float Torque, float? Depth, float? Health, int Readings);

    /// <summary>Records of a drill, some late, some correcting, some reaching over hours; and what is known of each block.</summary>
    private sealed class History(Random random)
    {
        private readonly SortedDictionary<long, Block> _known = [];
        private readonly ChangedHours _hours = new();
        private long _now = Start;

        public bool ForgetsToMark { get; init; }

        public int Blocks => _known.Count;

        public int Corrections { get; private set; }

        public bool Chance(double probability) => random.NextDouble() < probability;

        public StoreCommit Next(long offset, AssetState state)
        {
            var isLate = Chance(0.35) && _known.Count > 0;
            if (!isLate) _now += random.Next(1, 40) * Minute + (Chance(0.05) ? 5 * Hour : 0);
            var from = isLate ? Start + random.NextInt64(Math.Max(1, _now - Start)) / Second * Second : _now;
            var times = Enumerable.Range(0, random.Next(1, 7)).Select(i => from + i * (Chance(0.2) ? 20 * Minute : 7 * Second))
                .ToHashSet();
            if (isLate) times.UnionWith(_known.Keys.Where(_ => Chance(0.03))); // of blocks that were known
            _now = Math.Max(_now, times.Max());
            var origin = new BlockOrigin(0, offset, Start + offset);
            var (blocks, assessments) = (new List<(string, object?)[]>(), new List<(string, object?)[]>());
            foreach (var time in times.Order())
            {
                if (_known.ContainsKey(time)) Corrections++;
                var block = _known[time] = new(random.Next(1000), Chance(0.7) ? random.Next(500) : null,
                    Chance(0.8) ? random.Next(100) : null, random.Next(1, 20));
                blocks.Add(Block(time, block.Torque, offset, origin.KnownAtUnixMicros, block.Readings, block.Depth));
                assessments.Add(Assessment(time, block.Health, offset, origin.KnownAtUnixMicros));
                _hours.Note(time);
            }
            // What comes late changes how later blocks are judged.
            foreach (var time in _known.Keys.Where(t => isLate && !times.Contains(t) && Chance(0.1)).ToArray())
            {
                _known[time] = _known[time] with { Health = random.Next(100) };
                assessments.Add(Assessment(time, _known[time].Health, offset, origin.KnownAtUnixMicros));
                _hours.Note(time);
            }
            var hours = new TableBatch<HistoryHourRow>();
            _hours.MoveTo(hours, state, origin);
            if (ForgetsToMark) hours.Clear();
            return Commit(Of(StoreTables.Descriptor, [.. blocks]), Of(StoreTables.Assessment, [.. assessments]), hours);
        }

        public static (string, object?)[] Block(long time, float torque, long offset, long known, int readings, float? depth = null) =>
        [
            ("asset", Drill), ("event_time", time), ("known_at", known), ("log_offset", offset), ("duration_us", Second),
            ("reading_count", readings), .. Statistics(Channels[0], torque), .. Statistics(Channels[1], depth),
        ];

        public (TimeRange Range, int Points) Range()
        {
            // Not so close that readings are asked, of which there are none.
            var length = random.NextInt64(40 * Minute, _now - Start + 2 * Hour);
            var from = Start - Hour + random.NextInt64(Math.Max(1, _now - Start + 2 * Hour - length / 2));
            if (Chance(0.3)) from = RollUpHours.HourOf(from);
            return (new TimeRange(from, from + length), random.Next(3) switch { 0 => 10, 1 => 200, _ => 2000 });
        }

        public SortedDictionary<long, List<Block>> Expected(TimeRange range, long width, Func<Block, bool> counts) => new(_known
            .Where(b => b.Key >= range.FromUnixMicros && b.Key < range.ToUnixMicros && counts(b.Value))
            .GroupBy(b => b.Key / width).ToDictionary(g => g.Key, g => g.Select(b => b.Value).ToList()));

        private static (string, object?)[] Statistics(Channel channel, float? mean) =>
        [
            (ChannelStatistics.ColumnOf(channel, ChannelStatisticKind.Minimum), mean - 1),
            (ChannelStatistics.ColumnOf(channel, ChannelStatisticKind.Maximum), mean + 1),
            (ChannelStatistics.ColumnOf(channel, ChannelStatisticKind.Mean), mean),
        ];

        private static (string, object?)[] Assessment(long time, float? health, long offset, long known) =>
            [("asset", Drill), ("event_time", time), ("known_at", known), ("log_offset", offset), ("health_index", health)];
    }
}
