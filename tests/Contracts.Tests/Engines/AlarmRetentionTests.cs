using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Tests.Galera;
using static Maintenance.Contracts.Tests.Sql.Rows;

namespace Maintenance.Contracts.Tests.Engines;

/// <summary>What retention deletes of alarms, and what stays, on each engine of the store.</summary>
[Collection(GaleraCluster.Collection)]
[Trait(TestKind.Name, TestKind.Server)]
public sealed class AlarmRetentionTests(GaleraCluster cluster) : IAsyncLifetime, IDisposable
{
    private const string Drill = "DRILL-1";
    private const string Silent = "SILENT-2";
    private const int Day = 86_400;
    private static readonly TimeSpan Age = TimeSpan.FromDays(30);

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(4));
    private BothStores _stores = null!;

    private CancellationToken Stop => _limit.Token;

    private IConditionStore[] Stores => [_stores.DuckDb, _stores.MySqlWire];

    public async Task InitializeAsync()
    {
        _stores = await BothStores.OpenAsync(cluster, Stop);
        // The drill is at day 100, the silent one never got beyond day 20.
        var accounts = Of(StoreTables.StreamAccount, Account(Drill, 100), Account(Silent, 20));
        foreach (var store in Stores) await store.CommitAsync(Commit(accounts), Stop);
    }

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    public void Dispose() => _limit.Dispose();

    [Fact]
    public async Task Of_events_stay_what_stands_what_changed_and_the_last_of_each_level()
    {
        await CommitAsync(Of(StoreTables.AlarmEvent,
            Event("over", from: 1, until: 2), Event("over", from: 3, until: 4), Event("over", from: 5, until: 6),
            Event("levels", from: 1, until: 2, level: "high_high"), Event("levels", from: 3, until: 4), Event("levels", from: 5, until: 6),
            Event("stands", from: 1, until: 2), Event("stands", from: 3, until: null), Event("stands", from: 7, until: 8, level: "low"),
            Event("changed", from: 1, until: 2), Event("changed", from: 3, until: 4), Event("changed", from: 3, until: 60),
            Event("withdrawn", from: 1, until: 2), Event("withdrawn", from: 3, until: null),
            [.. Event("withdrawn", from: 3, until: null, known: 4)[..^1], ("withdrawn", 1)],
            Event("returned", from: 1, until: null), Event("returned", from: 1, until: 9), Event("returned", from: 10, until: 11),
            Event("young", from: 1, until: 2), Event("young", from: 65, until: 66), Event("young", from: 80, until: 81),
            Event("over", from: 1, until: 2, asset: Silent), Event("over", from: 3, until: 4, asset: Silent)));
        foreach (var store in Stores)
        {
            (await store.ReadOffsetAsync(OffsetKey.AlarmsAged, Stop)).ShouldBeNull();
            (await store.DeleteAgedAlarmsAsync(At(50), Age, Stop)).ShouldBe(10);
            (await LinesAsync(store, "SELECT asset, rule, level, event_time FROM alarm_event")).Distinct().ShouldBe(
            [
                $"{Drill} changed high 3", $"{Drill} levels high 5", $"{Drill} levels high_high 1", $"{Drill} over high 5",
                $"{Drill} returned high 10", $"{Drill} stands high 3", $"{Drill} stands low 7", $"{Drill} withdrawn high 1",
                $"{Drill} young high 65", $"{Drill} young high 80", $"{Silent} over high 1", $"{Silent} over high 3",
            ], store.GetType().Name);
            (await store.ReadOffsetAsync(OffsetKey.AlarmsAged, Stop)).ShouldBe(At(50));
            (await store.DeleteAgedAlarmsAsync(At(50), Age, Stop)).ShouldBe(0, "nothing is deleted twice");
        }
        await TableComparison.ShouldBeEqualAsync(_stores.DuckDb, _stores.MySqlWire, "alarm_event", Stop);
    }

    [Fact]
    public async Task The_engine_goes_on_from_the_last_state_of_before()
    {
        await CommitAsync(Of(StoreTables.AlarmFold, Fold(1, 1, "[1]"), Fold(5, 1, "[2]"), Fold(5, 2, "[3]"), Fold(40, 1, "[4]"),
            Fold(69, 1, "[5]"), Fold(69, 3, null), Fold(90, 1, "[6]")));
        AssetRange[] since = [new(Drill, Time(70), Time(200))];
        foreach (var store in Stores)
        {
            var before = (await AlarmMemoryQuery.StatesAsync(store, since, Stop))[Drill].ToList();
            (await store.DeleteAgedAlarmsAsync(At(50), Age, Stop)).ShouldBe(4);
            (await AlarmMemoryQuery.StatesAsync(store, since, Stop))[Drill].ShouldBe(before);
            (await LinesAsync(store, "SELECT asset, event_time FROM alarm_fold")).ShouldBe([$"{Drill} 69", $"{Drill} 69", $"{Drill} 90"]);
            (await store.ReadOffsetAsync(OffsetKey.AlarmsAged, Stop)).ShouldBeNull("no event of an alarm is missing");
        }
    }

    [Fact]
    public async Task Of_what_was_told_stays_what_keeps_anybody_from_being_told_again()
    {
        await CommitAsync(Of(StoreTables.Notification, Told("old", 1, "sent"), Told("open", 1, "failed"), Told("new", 5, "sent"),
            Told("late", 1, "sent", created: 60), [("asset", null), ("rule", null), .. Told("test", 1, "sent")]));
        foreach (var store in Stores)
        {
            (await store.DeleteAgedAlarmsAsync(At(50), Age, Stop)).ShouldBe(2);
            (await LinesAsync(store, "SELECT id FROM notification")).ShouldBe(["late", "new", "open"]);
        }
    }

    [Fact]
    public async Task More_than_a_step_is_deleted_oldest_first_and_whole()
    {
        await CommitAsync(Of(StoreTables.AlarmEvent, [.. Enumerable.Range(0, 25_000).SelectMany(i => new[]
        {
            Event("many", from: i / 1_000.0, until: null), Event("many", from: i / 1_000.0, until: (i / 1_000.0) + 0.0005),
        })]));
        foreach (var store in Stores)
        {
            (await store.DeleteAgedAlarmsAsync(At(50), Age, Stop)).ShouldBe(2 * 24_999);
            (await store.QueryAsync(new StoreQuery("SELECT count(*) FROM alarm_event"), Stop)).Scalar.ShouldBe(2L);
        }
    }

    private async Task CommitAsync(TableBatch rows)
    {
        foreach (var store in Stores) await store.CommitAsync(Commit(rows), Stop);
    }

    private async Task<List<string>> LinesAsync(IConditionStore store, string sql) =>
        [.. (await store.QueryAsync(new StoreQuery(sql), Stop)).Rows.Select(r => string.Join(' ', r.Select(v =>
            v is DateTime time ? ((UnixMicros.Of(time) - Start) / (Day * Second)).ToString() : v))).Order(StringComparer.Ordinal)];

    private static (string, object?)[] Event(
        string rule, double from, double? until, string level = "high", string asset = Drill, double? known = null) =>
    [
        ("asset", asset), ("rule", rule), ("level", level), ("event_time", At(from)), ("known_at", At(known ?? until ?? from)),
        ("log_offset", 1L), ("rule_version", 1), ("priority", 2), ("raised", At(from)), ("returned", until is { } end ? At(end) : null),
        ("value", 1f), ("withdrawn", 0),
    ];

    private static (string, object?)[] Fold(double at, int known, string? state) =>
        [("asset", Drill), ("event_time", At(at)), ("known_at", At(at) + known), ("state", state)];

    private static (string, object?)[] Told(string id, double occurrence, string state, double? created = null) =>
    [
        ("id", id), ("message", "m"), ("asset", Drill), ("rule", "over"), ("occurrence", At(occurrence)), ("step", "1"),
        ("recipient", "ann"), ("target", "mail"),
        ("route", "night"), ("state", state), ("created", At(created ?? occurrence)), ("changed", At(occurrence)),
    ];

    private static (string, object?)[] Account(string asset, double day) =>
        [("asset", asset), ("epoch", 1L), ("last_event_time", At(day)), ("last_received", At(day))];

    private static long At(double day) => Start + (long)(day * Day * Second);

    private static DateTime Time(double day) => UnixMicros.ToUtc(At(day));
}
