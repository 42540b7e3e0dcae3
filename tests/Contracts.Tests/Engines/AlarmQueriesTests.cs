using System.Text.Json;
using System.Text.Json.Serialization;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Tests.Galera;
using static Maintenance.Contracts.Tests.Sql.Rows;

namespace Maintenance.Contracts.Tests.Engines;

/// <summary>
/// Every query of alarms, of what operators did and of what was told gives the same answer on each engine of the store; the rest is in
/// <see cref="DashboardQueriesTests"/>.
/// </summary>
[Collection(GaleraCluster.Collection)]
[Trait(TestKind.Name, TestKind.Server)]
public sealed class AlarmQueriesTests(GaleraCluster cluster) : IAsyncLifetime, IDisposable
{
    private const string Drill = "DRILL-1";
    private const string Other = "OLD-2";
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(4));
    private BothStores _stores = null!;

    private CancellationToken Stop => _limit.Token;

    public async Task InitializeAsync()
    {
        _stores = await BothStores.OpenAsync(cluster, Stop);
        foreach (var store in new[] { _stores.DuckDb, _stores.MySqlWire })
            await store.CommitAsync(Commit(Events(), Folds(), Actions(), Rules(), Told(), Settings(), Assets()), Stop);
    }

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    public void Dispose() => _limit.Dispose();

    [Fact]
    public async Task What_can_still_matter_at_a_time_is_equal()
    {
        var all = Range(asOf: 1_000, since: 50);
        // "over" returned before, "latched" too but waits for a reset; of "stands" every row.
        (await SameAsync(s => AlarmEventsQuery.RunAsync(s, all, Stop))).Select(e => e.Rule).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).ShouldBe(["latched", "stands", "withdrawn"]);
        (await SameAsync(s => AlarmEventsQuery.RunAsync(s, all with { Assets = [Other], Latching = [] }, Stop)))
            .ShouldHaveSingleItem().Asset.ShouldBe(Other);
        (await SameAsync(s => AlarmEventsQuery.RunAsync(s, Range(asOf: 10, since: 5), Stop)))
            .ShouldAllBe(e => e.KnownAtUnixMicros <= At(10));
        (await SameAsync(s => OperatorActionsQuery.OfAlarmsAsync(s, all, Stop))).Select(a => a.Sequence).ShouldBe([1, 3, 4, 5]);
        (await SameAsync(s => OperatorActionsQuery.OfAlarmsAsync(s, Range(asOf: 15, since: 5), Stop))).Select(a => a.Sequence)
            .ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task All_that_is_on_record_of_an_alarm_is_equal()
    {
        var whole = await SameAsync(s => AlarmLifeQuery.RunAsync(s, Drill, "stands", 100, Stop));
        (whole.Events.Count, whole.Actions.Count, whole.IsComplete).ShouldBe((3, 2, true));
        whole.Events.Select(e => e.KnownAtUnixMicros).ShouldBeInOrder();
        var newest = await SameAsync(s => AlarmLifeQuery.RunAsync(s, Drill, "stands", 1, Stop));
        (newest.Events.ShouldHaveSingleItem().KnownAtUnixMicros, newest.IsComplete).ShouldBe((At(60), false));
        (await SameAsync(s => AlarmEventsQuery.OfAlarmAsync(s, Drill, "stands", Time(20), 10, Stop))).Count.ShouldBe(2);
        (await SameAsync(s => AlarmEventsQuery.SinceAsync(s, Time(20), 2, Stop))).Select(e => e.KnownAtUnixMicros)
            .ShouldBe([At(30), At(60)]);
    }

    [Fact]
    public async Task What_the_engine_continues_from_is_equal()
    {
        AssetRange[] ranges = [new(Drill, Time(60), Time(200)), new(Other, Time(-1_000), Time(1_000))];
        var states = await SameAsync(async s => List(await AlarmMemoryQuery.StatesAsync(s, ranges, Stop)));
        states.Where(r => r.Asset == Drill).Select(r => (r.EventTimeUnixMicros, r.State))
            .ShouldBe([(At(0), "[2]"), (At(60), null), (At(120), "[3]")], "the last before the stretch, each as now known");
        var events = await SameAsync(async s => List(await AlarmMemoryQuery.EventsAsync(s, ranges, TimeSpan.FromSeconds(25), Stop)));
        events.Where(e => e.Asset == Drill).Select(e => e.Rule).ShouldBe(["over", "stands"], "those that ended within 25 s before too");
    }

    [Fact]
    public async Task Rules_and_what_operators_did_are_equal()
    {
        (await SameAsync(s => AlarmRulesQuery.RunAsync(s, Stop))).Select(r => (r.Rule, r.Version)).ShouldBe([("hot", 1), ("hot", 2)]);
        (await SameAsync(s => AlarmRulesQuery.CountAsync(s, Stop))).ShouldBe(2);
        (await SameAsync(s => OperatorActionsQuery.AfterAsync(s, 1, 2, Stop))).Select(a => a.Sequence).ShouldBe([2, 3]);
        (await SameAsync(s => OperatorActionsQuery.OfRequestAsync(s, "key", 0, Stop))).Select(a => a.Sequence).ShouldBe([3, 4, 5]);
        (await SameAsync(s => OperatorActionsQuery.OfAlarmAsync(s, Drill, "stands", Time(1_000), 1, Stop)))
            .ShouldHaveSingleItem().Sequence.ShouldBe(4);
        (await SameAsync(s => OperatorActionsQuery.NewestAsync(s, new RowFilter(RegionScope.All), 2, Stop))).Select(a => a.Sequence)
            .ShouldBe([5, 4]);
        (await SameAsync(s => OperatorActionsQuery.NewestAsync(s, new RowFilter(RegionScope.Parse("santos")), 9, Stop)))
            .Select(a => a.Sequence).ShouldBe([2], "those about no asset only with all regions");
        (await SameAsync(s => WorkOrderRequestQuery.RunAsync(s, "ann", "key", Stop))).ShouldBe("{\"order\":1}");
        (await SameAsync(s => WorkOrderRequestQuery.RunAsync(s, "bob", "key", Stop))).ShouldBeNull();
    }

    [Theory]
    [InlineData(null, 10, null, "latched over stands stands")]
    [InlineData(20, 10, 20, "over stands stands")]
    [InlineData(null, 3, 5, "over stands stands")]
    [InlineData(null, 2, 40, "stands stands")]
    public async Task Alarms_that_work_orders_judge_are_those_that_ended_last(int? since, int limit, int? whole, string rules)
    {
        var (asked, expected) = (since is { } from ? At(from) : UnixMicros.None, whole is { } second ? At(second) : UnixMicros.None);
        (await SameAsync(async s => (await WorkOrderAlarmsQuery.RunAsync(s, asked, limit, Stop)).Levels)).Select(l => l.Rule)
            .Order(StringComparer.Ordinal).ShouldBe(rules.Split(' '));
        (await SameAsync(async s => (await WorkOrderAlarmsQuery.RunAsync(s, asked, limit, Stop)).SinceUnixMicros)).ShouldBe(expected);
    }

    [Fact]
    public async Task What_was_told_is_equal()
    {
        (await SameAsync(s => NotificationMemoryQuery.RunAsync(s, Time(100), Stop))).Select(n => n.Id)
            .ShouldBe(["2", "3", "4"], "of the older occurrence only what is not finished");
        (await SameAsync(s => NotificationsQuery.RunAsync(s, RegionScope.All, [("state", "sent"), ("rule", null)], 10, Stop)))
            .Select(n => n.Id).ShouldBe(["3", "1"]);
        (await SameAsync(s => NotificationsQuery.RunAsync(s, RegionScope.Parse("santos"), [], 10, Stop)))
            .ShouldHaveSingleItem().Id.ShouldBe("4");
        (await SameAsync(s => NotificationSettingsQuery.RunAsync(s, Stop))).Select(n => (n.Kind, n.Name, n.Version))
            .ShouldBe([("rota", "ümlaut", 2), ("route", "night", 1)]);
    }

    private static AlarmRange Range(int asOf, int since) => new(Time(asOf), Time(since), ["latched"], null);

    private static TableBatch Events() => Of(StoreTables.AlarmEvent,
        Event(Drill, "over", from: 10, until: 40, known: 20), Event(Drill, "latched", from: 0, until: 5, known: 6),
        Event(Drill, "stands", from: 10, until: null, known: 10), Event(Drill, "stands", from: 10, until: 12, known: 15),
        Event(Drill, "stands", from: 10, until: null, known: 60), Event(Drill, "withdrawn", from: 3, until: null, known: 30),
        [.. Event(Drill, "withdrawn", from: 3, until: null, known: 70)[..^1], ("withdrawn", 1)],
        Event(Other, "stands", from: -500, until: null, known: 1));

    private static (string, object?)[] Event(string asset, string rule, int from, int? until, int known) =>
    [
        ("asset", asset), ("rule", rule), ("level", "high"), ("event_time", At(from)), ("known_at", At(known)), ("log_offset", known),
        ("rule_version", 1), ("priority", 2), ("raised", At(from)), ("returned", until is { } end ? At(end) : null), ("value", 1.5f),
        ("because", "ümlaut"), ("withdrawn", 0),
    ];

    private static TableBatch Folds() => Of(StoreTables.AlarmFold, Fold(-60, 1, "[0]"), Fold(0, 1, "[1]"), Fold(0, 2, "[2]"),
        Fold(60, 3, null), Fold(120, 4, "[3]"), Fold(240, 5, "[4]"));

    private static (string, object?)[] Fold(int at, int known, string? state) =>
        [("asset", Drill), ("event_time", At(at)), ("known_at", At(known)), ("log_offset", known), ("state", state)];

    private static TableBatch Actions() => Of(StoreTables.OperatorAction,
        Done(1, at: 7, OperatorActions.OutOfService, asset: null, rule: null), Done(2, at: 11, OperatorActions.Acknowledge, Other, "gone"),
        [.. Done(3, at: 12, OperatorActions.Acknowledge, Drill, "stands"), ("request_key", "key")],
        [.. Done(4, at: 80, OperatorActions.Comment, Drill, "stands"), ("request_key", "key")],
        [.. Done(5, at: 90, OperatorActions.WorkOrder, Drill, rule: null), ("request_key", "key"), ("detail", "{\"order\":1}")]);

    private static (string, object?)[] Done(long sequence, int at, string action, string? asset, string? rule) =>
    [
        ("sequence", sequence), ("event_time", At(at)), ("actor", "ann"), ("action", action), ("asset", asset), ("rule", rule),
        ("previous_hash", "0"), ("hash", "1"),
    ];

    private static TableBatch Rules() => Of(StoreTables.AlarmRule,
        [("rule", "hot"), ("scope", ""), ("version", 2), ("effective", At(5)), ("author", "ann"), ("note", "ümlaut")],
        [("rule", "hot"), ("scope", ""), ("version", 1), ("effective", At(0)), ("definition", "{}"), ("author", "system")]);

    private static TableBatch Told() => Of(StoreTables.Notification, Message("1", Drill, occurrence: 1, "sent", created: 1),
        Message("2", Drill, occurrence: 1, "failed", created: 2), Message("3", Drill, occurrence: 50, "sent", created: 51),
        Message("4", Other, occurrence: 90, "unknown", created: 110));

    private static (string, object?)[] Message(string id, string asset, int occurrence, string state, int created) =>
    [
        ("id", id), ("message", "m"), ("asset", asset), ("rule", "stands"), ("occurrence", At(occurrence)), ("step", "1"),
        ("recipient", "ann"), ("target", "mail"), ("route", "night"), ("state", state), ("created", At(created)), ("changed", At(created)),
    ];

    private static TableBatch Settings() => Of(StoreTables.NotificationSetting,
        [("kind", "route"), ("name", "night"), ("version", 1), ("definition", "{}"), ("author", "ann"), ("changed", At(0))],
        [("kind", "rota"), ("name", "ümlaut"), ("version", 1), ("author", "ann"), ("changed", At(0))],
        [("kind", "rota"), ("name", "ümlaut"), ("version", 2), ("author", "ann"), ("changed", At(1))]);

    private static TableBatch Assets() =>
        Of(StoreTables.Asset, [("asset", Drill), ("region", "north-sea")], [("asset", Other), ("region", "santos")]);

    private static long At(int second) => Start + (second * Second);

    private static DateTime Time(int second) => UnixMicros.ToUtc(At(second));

    private static List<T> List<T>(ILookup<string, T> rows) where T : struct =>
        [.. rows.OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(g => g.OrderBy(r => r.ToString(), StringComparer.Ordinal))];

    private async Task<T> SameAsync<T>(Func<IConditionStore, Task<T>> ask)
    {
        var (first, second) = (await ask(_stores.DuckDb), await ask(_stores.MySqlWire));
        JsonSerializer.Serialize(second, Json).ShouldBe(JsonSerializer.Serialize(first, Json));
        return first;
    }
}
