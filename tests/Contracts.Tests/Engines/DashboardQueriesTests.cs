using System.Text.Json;
using System.Text.Json.Serialization;
using Maintenance.Core.Assets;
using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Dashboard.Controls;
using Maintenance.Queries;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.Coverage;
using Maintenance.Tests.Galera;
using Microsoft.Extensions.Time.Testing;
using static Maintenance.Contracts.Tests.Sql.Rows;

namespace Maintenance.Contracts.Tests.Engines;

/// <summary>Every query of the dashboard gives the same answer on each engine of the store, from the same rows.</summary>
[Collection(GaleraCluster.Collection)]
[Trait(TestKind.Name, TestKind.Server)]
public sealed class DashboardQueriesTests(GaleraCluster cluster) : IAsyncLifetime, IDisposable
{
    private const string Drill = "DRILL-1";
    private const long Minute = 60 * Second;

    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(4));
    private BothStores _stores = null!;

    private CancellationToken Stop => _limit.Token;

    private static TimeRange All => new(Start - Minute, Start + 10 * Minute);

    public async Task InitializeAsync()
    {
        _stores = await BothStores.OpenAsync(cluster, Stop);
        foreach (var store in new[] { _stores.DuckDb, _stores.MySqlWire }) await FleetRows.WriteAsync(store, Stop);
    }

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    public void Dispose() => _limit.Dispose();

    [Fact]
    public async Task Charts_are_equal_from_close_views_to_the_whole_stretch()
    {
        foreach (var (from, micros, points) in new[] { (Start, Second, 1000), (Start - 1, 2 * Second, 37), (Start + 17, Minute, 600),
            (Start, 3 * Minute, 90), (Start - Minute, 10 * Minute, 60) })
        {
            var range = new TimeRange(from, from + micros);
            foreach (var asset in new[] { Drill, FleetRows.OldDrill })
            {
                await ShouldGiveTheSameAsync(asset, s => ChannelHistoryQuery.RunAsync(s, asset, range, points, StandardChannels.All, Stop));
                await ShouldGiveTheSameAsync(asset, s => ExtraChannelHistoryQuery.RunAsync(s, asset, range, points, null, Stop));
                await ShouldGiveTheSameAsync(asset, s => HealthHistoryQuery.RunAsync(s, asset, range, points, Stop));
                await ShouldGiveTheSameAsync(asset, s =>
                    DescriptorHistoryQuery.RunAsync(s, asset, range, points, ["axial_rms", "torque_mean"], Stop));
                await SameAsync(s => ArrivalsQuery.RunAsync(s, asset, range, points, TimeSpan.FromMilliseconds(-800), Stop));
            }
        }
        (await DescriptorHistoryQuery.RunAsync(_stores.MySqlWire, Drill, All, 60, ["torque_mean"], Stop)).Series.ShouldHaveSingleItem();
        (await ArrivalsQuery.RunAsync(_stores.MySqlWire, Drill, All, 60, TimeSpan.FromMilliseconds(1), Stop)).Buckets
            .Sum(b => b.Corrected).ShouldBeGreaterThan(0);
        // The rows reach all of it: readings at once, blocks for the long stretch, a customer's channels, health.
        (await ChannelHistoryQuery.RunAsync(_stores.MySqlWire, Drill, All, 1000, StandardChannels.All, Stop)).Series.Count.ShouldBe(2);
        (await ExtraChannelHistoryQuery.RunAsync(_stores.MySqlWire, Drill, All, 1000, null, Stop)).Series.Select(s => s.Name)
            .ShouldBe(["Noise", "noise", "noise "]);
        (await HealthHistoryQuery.RunAsync(_stores.MySqlWire, Drill, All, 1000, Stop)).BucketStarts.Length.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Buckets_before_1970_and_after_2100_are_equal()
    {
        foreach (var start in new[] { FleetRows.Before1970, FleetRows.After2100 })
        {
            var range = new TimeRange(start - 2 * Second, start + 8 * Second);
            var history = await ShouldGiveTheSameAsync("far", s =>
                ChannelHistoryQuery.RunAsync(s, FleetRows.FarDrill, range, 1000, StandardChannels.All, Stop));
            history.BucketStarts.Length.ShouldBeGreaterThan(3);
        }
    }

    [Fact]
    public async Task Assessments_explanations_and_newest_values_are_equal()
    {
        (await SameAsync(s => AssessmentHistoryQuery.RunAsync(s, Drill, All, 50, Stop))).Count.ShouldBe(50);
        foreach (var at in new[] { Start, Start + Minute + 1, Start + 9 * Minute })
            (await SameAsync(s => ExplanationQuery.RunAsync(s, Drill, at, Stop))).ShouldNotBeNull();
        (await SameAsync(async s => (await LatestAssessmentsQuery.RunAsync(s, Stop)).OrderBy(r => r.Asset, StringComparer.Ordinal)
            .ToArray())).Length.ShouldBe(2);
        AssetRange[] ranges = [.. new[] { Drill, FleetRows.OldDrill }
            .Select(d => new AssetRange(d, UnixMicros.ToUtc(Start), UnixMicros.ToUtc(Start + Minute)))];
        (await SameAsync(async s => (await LastGradedQuery.RunAsync(s, ranges, Stop)).OrderBy(r => r.Asset, StringComparer.Ordinal)
            .ToArray())).Length.ShouldBe(2);
        (await SameAsync(s => UserSessionsQuery.RunAsync(s, Stop))).ShouldHaveSingleItem().UserKey.ShouldBe("ann");
        foreach (var asset in new[] { Drill, FleetRows.OldDrill })
            (await SameAsync(s => NewestValuesQuery.RunAsync(s, asset, Start + 3 * Minute, Stop))).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Waveforms_and_directions_of_a_hole_are_equal()
    {
        const string drill = FleetRows.DirectionalDrill;
        foreach (var location in new[] { null, "gear", "nowhere" })
            foreach (var at in new[] { Start - 1, Start, Start + 12 * Second, Start + Minute })
            {
                await SameAsync(s => WaveformQuery.UpToAsync(s, drill, location, UnixMicros.ToUtc(at), Stop));
                await SameAsync(s => WaveformQuery.AfterAsync(s, drill, location, UnixMicros.ToUtc(at), Stop));
            }
        var found = await WaveformQuery.UpToAsync(_stores.MySqlWire, drill, "gear", UnixMicros.ToUtc(Start + Minute), Stop);
        var newest = found.ShouldNotBeNull();
        (newest.EventTimeUnixMicros, newest.Samples.Single(), newest.RotarySpeedRpm).ShouldBe((Start + 25 * Second, 5.5f, 120));
        (await SameAsync(s => WaveformQuery.LocationsAsync(s, drill, UnixMicros.ToUtc(Start + Minute), Stop)))
            .ShouldBe(["gear", "top-drive"]);
        foreach (var minutes in new[] { 0, 1, 10 })
        {
            // Means of floating-point numbers may be summed in another order.
            var (one, other) = (await StationsAsync(_stores.DuckDb, minutes), await StationsAsync(_stores.MySqlWire, minutes));
            other.Count.ShouldBe(one.Count);
            foreach (var (a, b) in one.Zip(other))
            {
                b.MeasuredDepthM.ShouldBe(a.MeasuredDepthM, 1e-6);
                b.InclinationDeg.ShouldBe(a.InclinationDeg, 1e-6);
                b.AzimuthDeg.ShouldBe(a.AzimuthDeg, 1e-6);
            }
        }
        var stations = await StationsAsync(_stores.MySqlWire, 10);
        stations.Count.ShouldBeGreaterThan(80);
        stations.ShouldAllBe(s => s.AzimuthDeg >= 349 || s.AzimuthDeg < 11);

        Task<IReadOnlyList<Core.Conditions.SurveyStation>> StationsAsync(IConditionStore store, int minutes) =>
            WellStationsQuery.RunAsync(store, drill, UnixMicros.ToUtc(Start + minutes * Minute), Stop);
    }

    [Fact]
    public async Task Accounts_gaps_and_dead_letters_are_equal()
    {
        (await SameAsync(s => CompletenessQuery.RunAsync(s, Stop))).Count.ShouldBe(4);
        (await SameAsync(s => StreamAccountsQuery.RunAsync(s, Drill, Stop))).Count.ShouldBe(2);
        (await SameAsync(s => GapsQuery.RunAsync(s, RegionScope.All, null, 100, Stop))).Count.ShouldBeGreaterThan(1);
        (await SameAsync(s => GapsQuery.RunAsync(s, RegionScope.All, Drill, 100, Stop))).ShouldHaveSingleItem();
        (await SameAsync(s => DeadLettersQuery.RunAsync(s, RegionScope.All, null, null, 100, Stop))).Count.ShouldBe(12);
        (await SameAsync(s => DeadLettersQuery.RunAsync(s, RegionScope.All, null, null, 7, Stop))).Count.ShouldBe(7);
        (await SameAsync(s => DeadLettersQuery.RunAsync(s, RegionScope.All, Drill, "malformed", 100, Stop))).ShouldNotBeEmpty();
        var north = RegionScope.Parse("north-sea"); // letters of the asset 2, 3, 6, 7, 10, 11; the newest is of no known one
        (await SameAsync(s => DeadLettersQuery.RunAsync(s, north, null, null, 100, Stop))).Count.ShouldBe(6);
        (await SameAsync(s => DeadLettersQuery.RunAsync(s, north, null, null, 1, Stop))).ShouldHaveSingleItem().Asset.ShouldBe(Drill);
        (await SameAsync(s => GapsQuery.RunAsync(s, RegionScope.Parse("santos,elsewhere"), null, 1, Stop)))
            .ShouldHaveSingleItem().Asset.ShouldBe(FleetRows.OldDrill);
        (await SameAsync(s => GapsQuery.RunAsync(s, RegionScope.None, null, 1, Stop))).ShouldBeEmpty();
        (await SameAsync(async s => (await UserAccountsQuery.RunAsync(s, Stop)).OrderBy(u => u.Name, StringComparer.Ordinal)
            .ToArray())).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Throughput_is_equal()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddMicroseconds(Start + 2 * Minute));
        var some = await SameAsync(s => ThroughputQuery.RunAsync(s, clock, TimeSpan.FromSeconds(60), Stop));
        some.ReadingsPerSecond.ShouldBeGreaterThan(1);
        clock.Advance(TimeSpan.FromDays(900));
        (await SameAsync(s => ThroughputQuery.RunAsync(s, clock, TimeSpan.FromSeconds(60), Stop))).NewestKnownAt.ShouldBeNull();
    }

    [Fact]
    public async Task Readings_of_each_minute_are_equal()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddMicroseconds(Start + 2 * Minute));
        var minutes = await SameAsync(s => MinutesQuery.RunAsync(s, clock, 5, TimeSpan.FromMilliseconds(1), Stop));
        minutes.Count.ShouldBe(5, "minutes without a reading too");
        minutes.Sum(m => m.Prompt + m.Late).ShouldBeGreaterThan(0);
        (await SameAsync(s => MinutesQuery.RunAsync(s, clock, 5, TimeSpan.FromDays(900), Stop))).Sum(m => m.Late).ShouldBe(0);
        clock.Advance(TimeSpan.FromDays(900));
        (await SameAsync(s => MinutesQuery.RunAsync(s, clock, 5, TimeSpan.FromMilliseconds(1), Stop)))
            .ShouldAllBe(m => m.Prompt == 0 && m.Late == 0);
    }

    [Fact]
    public async Task Production_and_money_are_equal()
    {
        var (from, to) = (UnixMicros.ToUtc(FleetRows.Day), UnixMicros.ToUtc(FleetRows.Day).AddDays(2));
        var north = RegionScope.Parse("north-sea");
        var days = await SameAsync(s => RegionBusinessQuery.DaysAsync(s, RegionScope.All, from, to, Stop));
        days.Select(d => (d.Region, d.Basis, d.OilM3, d.DrilledM, d.NptHours, d.PlannedHours, d.Hours)).ShouldBe(
        [
            ("North-Sea", "actual", 90.5, double.NaN, 6, double.NaN, 24), ("North-Sea", "plan", 100, 24, double.NaN, double.NaN, 0),
            ("North-Sea", "actual", double.NaN, 12.25, double.NaN, double.NaN, 0),
            ("santos", "actual", 10, double.NaN, double.NaN, double.NaN, 0),
        ]);
        (await SameAsync(s => RegionBusinessQuery.DaysAsync(s, north, from, to, Stop))).Count.ShouldBe(3);
        (await SameAsync(s => RegionBusinessQuery.SpendingAsync(s, north, from, to, Stop))).ShouldHaveSingleItem().Amount.ShouldBe(-20.15);
        (await SameAsync(s => RegionBusinessQuery.ReplacedOrdersAsync(s, Stop))).ShouldBe([1]);
        (await SameAsync(s => RegionBusinessQuery.RecordedSinceAsync(s, north, DateTime.UnixEpoch, from, Stop))).ShouldHaveSingleItem()
            .Amount.ShouldBe(-20.15);
        (await SameAsync(s => RegionBusinessQuery.RecordedSinceAsync(s, north, from.AddYears(100), from, Stop))).ShouldBeEmpty();
        (await SameAsync(s => RegionBusinessQuery.OilPerDayAsync(s, RegionScope.All, from, Stop))).Keys.Order(StringComparer.Ordinal)
            .ShouldBe([Drill, FleetRows.OldDrill]);
        (await SameAsync(s => RegionBusinessQuery.BudgetsAsync(s, RegionScope.All, DateTime.UnixEpoch, to.AddYears(9), Stop)))
            .ShouldNotBeEmpty();
        (await SameAsync(s => RegionBusinessQuery.RatesAsync(s, north, to, Stop))).ShouldHaveSingleItem().Region.ShouldBe("*");
        (await SameAsync(s => RegionBusinessQuery.RatesAsync(s, RegionScope.All, DateTime.UnixEpoch, Stop))).ShouldBeEmpty();
        var all = new BusinessFilter { From = from, To = to };
        (await SameAsync(s => BusinessRowsQuery.ProductionAsync(s, all with { Region = "NORTH-SEA", Kind = "actual" }, RegionScope.All, 10,
            Stop))).Count.ShouldBe(2);
        (await SameAsync(s => BusinessRowsQuery.CostsAsync(s, all, RegionScope.All, 10, Stop))).Select(c => c.Reference)
            .ShouldBe(["A 1", "a 1", "A 1"], "references differ by case");
        (await SameAsync(s => BusinessRowsQuery.BudgetsAsync(s, all, north, 10, Stop))).ShouldBeEmpty();
        (await SameAsync(s => BusinessRowsQuery.RatesAsync(s, all, north, 10, Stop))).ShouldHaveSingleItem().Region.ShouldBe("*");
        (await SameAsync(s => SimulatedProductionQuery.RunAsync(s, "Bob", Stop))).ShouldNotBeNull();
        (await SameAsync(s => SimulatedProductionQuery.RunAsync(s, "nobody", Stop))).ShouldBeNull();
    }

    [Fact]
    public async Task Work_orders_and_the_alarms_that_they_judge_are_equal()
    {
        var all = new WorkOrderFilter { Asset = Drill, DueBefore = UnixMicros.ToUtc(Start + Minute + 1) };
        (await SameAsync(s => WorkOrdersQuery.ListAsync(s, all, RegionScope.All, 10, Stop))).Select(o => (o.Number, o.Revision))
            .ShouldBe([(2, 1), (3, 1), (1, 2)], "by due date, then the most urgent first, each in its newest revision");
        (await SameAsync(s => WorkOrdersQuery.ListAsync(s, all with { States = ["open", "planned"] }, RegionScope.All, 10, Stop)))
            .ShouldHaveSingleItem().Alarms.ShouldHaveSingleItem().ShouldBe(new("hot", 7));
        (await SameAsync(s => WorkOrdersQuery.RevisionsAsync(s, 1, Stop))).Select(o => o.State).ShouldBe(["done", "open"]);
        (await SameAsync(s => WorkOrdersQuery.DoneAsync(s, Stop))).ShouldHaveSingleItem();
        (await SameAsync(s => WorkOrdersQuery.ClosedSinceAsync(s, RegionScope.All, DateTime.UnixEpoch, Stop))).ShouldHaveSingleItem()
            .Number.ShouldBe(1);
        (await SameAsync(s => WorkOrdersQuery.DoneSinceAsync(s, RegionScope.All, DateTime.UnixEpoch, 0, 10, Stop))).ShouldHaveSingleItem();
        (await SameAsync(s => WorkOrdersQuery.DoneSinceAsync(s, RegionScope.All, DateTime.UnixEpoch, 1, 10, Stop))).ShouldBeEmpty();
        (await SameAsync(s => WorkOrdersQuery.LastNumberAsync(s, Stop))).ShouldBe(3);
        (await SameAsync(s => MaintenanceRecordsQuery.OfAllAsync(s, Stop))).Count.ShouldBe(4);
        (await SameAsync(s => MaintenanceRecordsQuery.OfWorkOrderAsync(s, 1, Stop))).ShouldHaveSingleItem().Component.ShouldBe("race");
        (await SameAsync(s => MaintenanceRecordsQuery.FindAsync(s, Drill, FleetRows.Failed, "failed", Stop))).ShouldNotBeNull();
        (await SameAsync(async s => (await WorkOrderAlarmsQuery.RunAsync(s, UnixMicros.None, 10, Stop)).Levels)).ShouldHaveSingleItem()
            .ShouldBe(new(Drill, "hot", 2, Start, long.MaxValue, "hash"));
    }

    [Fact]
    public async Task What_recorded_failures_say_of_prognoses_is_equal()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddMicroseconds(FleetRows.Failed));
        foreach (var asset in new[] { Drill, FleetRows.OldDrill })
            (await SameAsync(s => new RulCoverageMeasurement(s, "scoring", clock)
                .SettleAsync(asset, UnixMicros.ToUtc(FleetRows.Failed), Stop))).ShouldBeGreaterThan(0);
        (await SameAsync(s => RulCoverageQuery.RunAsync(s, Stop))).Select(c => c.ModelHash)
            .ShouldBe(["life-1", "life-2"], ignoreOrder: true, "the failure of the other drill is withdrawn");
        (await SameAsync(s => MaintenanceRecordsQuery.RunAsync(s, Drill, 100, Stop))).Select(r => r.Kind)
            .ShouldBe(["failed", "repaired", "repaired"]);
        (await SameAsync(async s => (await s.QueryAsync(new StoreQuery("SELECT * FROM life_coverage ORDER BY asset, model_hash"),
            Stop)).Rows)).Count.ShouldBe(4);
        (await SameAsync(s => DueFailuresQuery.RunAsync(s, UnixMicros.ToUtc(FleetRows.Failed), UnixMicros.ToUtc(FleetRows.Failed + 10),
            Stop))).ShouldHaveSingleItem();
        (await SameAsync(s => DueFailuresQuery.RunAsync(s, UnixMicros.ToUtc(FleetRows.Failed + 10), UnixMicros.ToUtc(FleetRows.Failed + 20),
            Stop))).ShouldBeEmpty();
        var hour = 3600 * Second;
        (await SameAsync(s => DueFailuresQuery.RunAsync(s, UnixMicros.ToUtc(FleetRows.Failed + hour),
            UnixMicros.ToUtc(FleetRows.Failed + hour + 10), Stop))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Comparisons_with_the_own_past_are_equal()
    {
        const string Worn = "WORN-4";
        const long HalfHour = 1800 * Second;
        var blocks = new List<(string, object?)[]>();
        for (var look = 0; look < 40; look++)
            for (var i = 1; i <= 20; i++)
            {
                var time = Start + look * HalfHour + HalfHour - i * Second;
                for (var version = 0; version < 1 + i % 2; version++)
                    blocks.Add([("asset", Worn), ("event_time", time), ("known_at", time + Second + version), ("log_offset", look),
                        ("drilling_state", "drilling"), ("band_high", (look >= 36 ? 3f : 1f) + 0.01f * (look % 5) + i % 2 - version)]);
            }
        foreach (var store in new[] { _stores.DuckDb, _stores.MySqlWire })
            await store.CommitAsync(Commit(Of(StoreTables.Descriptor, [.. blocks])), Stop);
        var newest = UnixMicros.ToUtc(Start + 40 * HalfHour - Second);
        var found = await SameAsync(s => new BaselineComparer(s).CompareAsync(Worn, newest, Stop));
        found.ShouldNotBeNull().UsualWindows.ShouldBe(24);
        found.Deviations[0].Value.ShouldBe(3.02, 0.02, "corrected blocks count once, as they are known now");
        (await SameAsync(s => new BaselineComparer(s).CompareAsync(FleetRows.FarDrill, newest, Stop))).ShouldBeNull();
    }

    [Fact]
    public async Task Alarms_with_what_operators_did_are_equal()
    {
        // In the range: what begins in it, and what reaches into it as now known; each with what was known before.
        (string, object?)[][] events =
        [
            Alarm("before", from: -90, until: -60, known: 0), Alarm("reaches", from: -90, until: null, known: 0),
            Alarm("reaches", from: -90, until: 30, known: 30), Alarm("shortened", from: -80, until: null, known: 0),
            Alarm("shortened", from: -80, until: -10, known: 40), Alarm("stands", from: 60, until: null, known: 60),
            Alarm("never", from: 70, until: null, known: 70), [.. Alarm("never", from: 70, until: null, known: 80), ("withdrawn", 1)],
            Alarm("later", from: 900, until: null, known: 900),
        ];
        (string, object?)[][] actions =
        [
            Done(1, at: -50, "acknowledge", "before"), Done(2, at: -50, "shelve", "stands"), Done(3, at: 50, "acknowledge", "stands"),
            Done(4, at: 50, "comment", "stands"), Done(5, at: -50, "out_of_service", rule: null),
        ];
        foreach (var store in new[] { _stores.DuckDb, _stores.MySqlWire })
            await store.CommitAsync(Commit(Of(StoreTables.AlarmEvent, events), Of(StoreTables.OperatorAction, actions)), Stop);
        var range = new TimeRange(Start, Start + 10 * Minute);
        var found = (await SameAsync(s => ReadAsync(s, _ => true))).ShouldHaveSingleItem();
        // The shared rows hold alarms of another rule.
        found.Events.Select(e => e.Rule).Where(r => r != "hot").Order(StringComparer.Ordinal)
            .ShouldBe(["never", "never", "reaches", "reaches", "stands"]);
        found.Actions.Select(a => a.Sequence).Order().ShouldBe([2, 3]);
        (await SameAsync(s => ReadAsync(s, asset => asset != Drill))).ShouldBeEmpty();
        (await SameAsync(s => AlarmPerformanceQuery.OfRigsAsync(s, range, Stop))).ShouldHaveSingleItem().Detail
            .ShouldBe("{\"rig\":\"R1\"}");

        static (string, object?)[] Alarm(string rule, int from, int? until, int known) =>
        [
            ("asset", Drill), ("rule", rule), ("level", "high"), ("event_time", Start + from * Second),
            ("known_at", Start + known * Second),
            ("raised", Start + from * Second), ("returned", until is { } end ? Start + end * Second : null), ("priority", 1),
        ];

        static (string, object?)[] Done(long sequence, int at, string action, string? rule) =>
        [
            ("sequence", sequence), ("event_time", Start + at * Second), ("actor", "ann"), ("action", action),
            ("asset", rule is null ? null : Drill), ("rule", rule), ("detail", rule is null ? "{\"rig\":\"R1\"}" : null),
            ("previous_hash", "0"), ("hash", "1"),
        ];

        async Task<IReadOnlyList<AlarmRowsOfAsset>> ReadAsync(IConditionStore store, Func<string, bool> mayBeSeen)
        {
            var all = new List<AlarmRowsOfAsset>();
            await foreach (var rows in AlarmPerformanceQuery.RunAsync(store, range, mayBeSeen, Stop))
                all.Add(new(rows.Asset, [.. rows.Events.OrderBy(e => e.Rule, StringComparer.Ordinal).ThenBy(e => e.KnownAtUnixMicros)],
                    [.. rows.Actions.OrderBy(a => a.Sequence)]));
            return all;
        }
    }

    [Fact]
    public async Task Example_queries_of_the_SQL_page_are_equal()
    {
        foreach (var (title, query) in SqlExamples.All)
        {
            var answers = new List<string[]>();
            foreach (var store in new[] { _stores.DuckDb, _stores.MySqlWire })
            {
                var result = await store.QueryReadOnlyAsync(query, QueryLimits.Default, Stop);
                // Rows of equal rank come in any order.
                answers.Add([string.Join('|', result.Columns),
                    .. result.Rows.Select(r => string.Join('|', r.Select(v => v is DateTime t ? t.ToString("O") : v)))
                    .Order(StringComparer.Ordinal)]);
            }
            answers[0].Length.ShouldBeGreaterThan(1, title);
            answers[1].ShouldBe(answers[0], title);
        }
    }

    private async Task<T> SameAsync<T>(Func<IConditionStore, Task<T>> ask)
    {
        var (first, second) = (await ask(_stores.DuckDb), await ask(_stores.MySqlWire));
        JsonSerializer.Serialize(second, Json).ShouldBe(JsonSerializer.Serialize(first, Json));
        return first;
    }

    // Means are sums of doubles, which engines add up in different orders.
    private async Task<ChannelHistory> ShouldGiveTheSameAsync(string what, Func<IConditionStore, Task<ChannelHistory>> ask)
    {
        var (first, second) = (await ask(_stores.DuckDb), await ask(_stores.MySqlWire));
        second.BucketMicros.ShouldBe(first.BucketMicros, what);
        second.BucketStarts.ShouldBe(first.BucketStarts, what);
        second.Series.Select(s => s.Name).ShouldBe(first.Series.Select(s => s.Name), what);
        foreach (var (left, right) in first.Series.Zip(second.Series))
        {
            right.Minima.ShouldBe(left.Minima, what);
            right.Maxima.ShouldBe(left.Maxima, what);
            for (var i = 0; i < left.Means.Length; i++)
                if (!(left.Means[i].Equals(right.Means[i]) || Math.Abs(left.Means[i] - right.Means[i]) <= 1e-6 * Math.Abs(left.Means[i])))
                    Assert.Fail($"{what}: mean of {left.Name} in bucket {i} is {left.Means[i]} and {right.Means[i]}");
        }
        return first;
    }
}
