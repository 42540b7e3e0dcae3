using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Channels;
using Maintenance.Core.Tables;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;
using Maintenance.Scoring.Tests.Pipeline;
using Maintenance.Scoring.Workers;
using Microsoft.Extensions.Time.Testing;
using static Maintenance.Scoring.Tests.Alarms.TestRules;

namespace Maintenance.Scoring.Tests.Alarms;

/// <summary>Alarms of real workers over a real store: every order of arrival gives the same ones.</summary>
public sealed class AlarmEventTests(DuckDbFixture fixture) : IClassFixture<DuckDbFixture>
{
    private const string Signal = "bearing_temperature";

    /// <summary>The vector of domain.md: 18, 22, 25, 18 at 12:00, 12:30, 13:00, 13:30; one alarm above 20, [12:30, 13:30).</summary>
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(2, 0, 0)]
    [InlineData(0, 5, 10)]
    [InlineData(1, 5, 10)]
    public async Task One_alarm_in_all_24_orders(double deadband, int onDelay, int offDelay)
    {
        var lab = new Lab(fixture.Store);
        lab.Alarms.Use(AlarmRuleSet.Of(Rule("hot", Above(Signal, 20, deadband), onDelay, offDelay)));
        (int Minute, float Value)[] readings = [(0, 18), (30, 22), (60, 25), (90, 18), (120, 18)];
        foreach (var order in Orders([0, 1, 2, 3]))
        {
            var asset = Lab.NewName("vector");
            // The last reading shows that the off-delay is over.
            await lab.RunAsync([[.. order.Append(4).Select(i => Reading(asset, 60 * readings[i].Minute, readings[i].Value))]],
                recordsPerRead: 1);
            var alarm = (await CurrentAsync(asset)).ShouldHaveSingleItem($"order {string.Join(' ', order)}");
            alarm.EventTimeUnixMicros.ShouldBe(At(1800));
            alarm.ReturnedUnixMicros.ShouldBe(At(5400));
            alarm.RaisedUnixMicros.ShouldBe(At(1800 + onDelay));
            (alarm.Value, alarm.Limit).ShouldBe((22f, 20f));
        }
    }

    [Fact]
    public async Task Late_data_withdraws_what_never_was_and_says_so()
    {
        var lab = new Lab(fixture.Store);
        lab.Alarms.Use(AlarmRuleSet.Of(Rule("hot", Above(Signal, 20), onDelaySeconds: 5)));
        var asset = Lab.NewName("late");
        await lab.RunAsync([[Reading(asset, 0, 21), Reading(asset, 10, 21), Reading(asset, 20, 19)], [Reading(asset, 3, 19)]]);
        (await CurrentAsync(asset)).ShouldBeEmpty();
        var rows = await RowsAsync(asset);
        rows.Select(r => (r.Withdrawn, r.ReturnedUnixMicros)).ShouldBe(
            [(false, UnixMicros.None), (false, At(20)), (true, At(20))]);
        rows[^1].Because!.ShouldContain("came later");
    }

    [Fact]
    public async Task A_restart_in_the_middle_of_delays_loses_nothing_and_repeats_nothing()
    {
        var lab = new Lab(fixture.Store) { Clock = Still };
        lab.Alarms.Use(AlarmRuleSet.Of(Rule("hot", Above(Signal, 20, 1), 90, 90), Rule("gap", Above(AlarmSignals.DataGap, 200), 0, 0)));
        (int Second, float Value)[] readings =
            [(0, 18), (50, 21), (70, 19.5f), (130, 22), (150, 21), (170, 18), (200, 21), (230, 18),
                (300, 18), (330, 18), (900, 18), (960, 18)];
        var (whole, cut) = (Lab.NewName("whole"), Lab.NewName("cut"));
        await lab.RunAsync([[.. readings.Select(r => Reading(whole, r.Second, r.Value, At(r.Second + 1)))]]);
        await lab.RunAsync(readings.Select(r => new[] { Reading(cut, r.Second, r.Value, At(r.Second + 1)) }));
        var expected = await lab.AlarmsAsync(whole);
        expected.Length.ShouldBe(2);
        (await lab.AlarmsAsync(cut)).ShouldBe(expected);
        (await RowsAsync(cut)).Select(r => (r.Rule, r.ReturnedUnixMicros, r.Withdrawn)).ShouldBe(
            (await RowsAsync(whole)).Select(r => (r.Rule, r.ReturnedUnixMicros, r.Withdrawn)), ignoreOrder: true);
    }

    [Fact]
    public async Task An_outage_is_one_alarm_however_many_blocks_are_back_filled()
    {
        var lab = new Lab(fixture.Store) { Clock = Still };
        lab.Alarms.Use(AlarmRuleSet.Of(Rule("gap", Above(AlarmSignals.DataGap, 60), onDelaySeconds: 5)));
        var (asset, log, reader) = (Lab.NewName("gap"), new ScriptedLog(), Lab.NewName("reader"));
        await ArriveAsync(received: 1, 0);
        await ArriveAsync(received: 301, 300);
        for (var second = 1; second < 300; second += 23) await ArriveAsync(301 + second, second, 300 + second);
        await ArriveAsync(received: 700, [.. Enumerable.Range(1, 299)]);
        var gaps = await RowsAsync(asset);
        gaps.Select(r => (r.EventTimeUnixMicros, r.RaisedUnixMicros, r.ReturnedUnixMicros, r.Withdrawn)).ShouldBe(
            [(At(1), At(66), At(301), false), (At(578), At(643), At(700), false)], "receptions, and a row for each outage");

        Task ArriveAsync(int received, params int[] seconds)
        {
            log.Add(seconds.Select(s => Records.Encode(Reading(asset, s, 18, At(received)))));
            return lab.RunAsync(log, reader);
        }
    }

    [Fact]
    public async Task Silence_of_one_is_found_while_others_send()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(UnixMicros.ToUtc(At(1_000_000))))
        {
            AutoAdvanceAmount = TimeSpan.FromSeconds(1),
        };
        var lab = new Lab(fixture.Store) { Clock = clock };
        lab.Alarms.Use(AlarmRuleSet.Of(Rule("gap", Above(AlarmSignals.DataGap, 60))));
        var (silent, busy) = (Lab.NewName("silent"), Lab.NewName("busy"));
        await lab.RunAsync([[Reading(silent, 0, 18, At(1)), .. Enumerable.Range(0, 100).Select(s => Reading(busy, s, 18, At(s + 1)))]],
            recordsPerRead: 1);
        var raised = (await RowsAsync(silent))[0];
        raised.EventTimeUnixMicros.ShouldBe(At(1));
        raised.KnownAtUnixMicros.ShouldBeInRange(At(61), At(101), "by what came from the other, not when that had ended");
    }

    [Fact]
    public async Task A_rule_that_changed_while_the_worker_was_down_judges_from_its_own_time()
    {
        var lab = new Lab(fixture.Store);
        var (asset, reader, log) = (Lab.NewName("down"), Lab.NewName("reader"), new ScriptedLog());
        lab.Alarms.Use(Rules((1, UnixMicros.None, 30)));
        await ArriveAsync([.. Enumerable.Range(0, 90)]);
        lab.Alarms.Use(Rules((1, UnixMicros.None, 30), (2, At(25), 20)));
        await ArriveAsync(90);
        var hot = (await RowsAsync(asset)).ShouldHaveSingleItem();
        (hot.EventTimeUnixMicros, hot.RuleVersion).ShouldBe((At(25), 2), "the old worker did not know of it");

        Task ArriveAsync(params int[] seconds)
        {
            log.Add(seconds.Select(s => Records.Encode(Reading(asset, s, 25, At(s + 1)))));
            return lab.RunAsync(log, reader);
        }

        static AlarmRuleSet Rules(params (int Version, long From, int Limit)[] versions) =>
            AlarmRuleSet.Of([.. versions.Select(v => Hot("fleet", v.Version, v.From, v.Limit))]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_drill_of_another_class_is_judged_by_its_rules_from_then_on(bool byOneWorker)
    {
        var lab = new Lab(fixture.Store) { Clock = Still };
        lab.Alarms.Use(AlarmRuleSet.Of([Hot("fleet", 1, UnixMicros.None, 30), Hot("class:top-drive", 2, UnixMicros.None, 20)]));
        var (asset, reader, log) = (Lab.NewName("class"), Lab.NewName("reader"), new ScriptedLog());
        using var stop = new CancellationTokenSource();
        var worker = new PartitionWorker(lab.Services(log, reader), partition: 0);
        var running = byOneWorker ? worker.RunAsync(stop.Token) : Task.CompletedTask;
        // A restart judges the last minute again, so each part ends in a minute of its own.
        await ArriveAsync(assetClass: null, 0, 10, 70);
        (await CurrentAsync(asset)).ShouldBeEmpty("30 is the limit");
        await ArriveAsync("top-drive", 130, 140, 190);
        (await CurrentAsync(asset)).Select(a => (a.EventTimeUnixMicros, a.RuleVersion, a.ReturnedUnixMicros)).ShouldBe(
            [(At(130), 2, UnixMicros.None)], "what was judged before stays");
        await ArriveAsync("mud-pump", 250, 260);
        var ended = (await CurrentAsync(asset)).ShouldHaveSingleItem();
        ended.ReturnedUnixMicros.ShouldBe(At(250), "nothing would end it otherwise");
        ended.Because!.ShouldContain("registered where other rules apply");
        await stop.CancelAsync();
        if (byOneWorker) await Should.ThrowAsync<OperationCanceledException>(running);

        async Task ArriveAsync(string? assetClass, params int[] seconds)
        {
            lab.Assets.AddOrReplace([new Asset(AssetId.Parse(asset), "r", "s", "t", double.NaN, double.NaN, double.NaN)
            {
                AssetClass = assetClass,
            }]);
            log.Add(seconds.Select(s => Records.Encode(Reading(asset, s, s == 70 ? 18 : 25, At(s + 1)))));
            if (byOneWorker) await worker.WaitForPositionAsync(log.End, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
            else await lab.RunAsync(log, reader);
        }
    }

    [Fact]
    public async Task Committed_rows_are_published()
    {
        var lab = new Lab(fixture.Store);
        lab.Alarms.Use(AlarmRuleSet.Of(Rule("hot", Above(Signal, 20))));
        var (asset, published) = (Lab.NewName("published"), new List<AlarmEventRow>());
        using var subscription = lab.Feed.SubscribeAlarms(published.AddRange);
        await lab.RunAsync([[Reading(asset, 0, 21), Reading(asset, 10, 19)]]);
        published.ShouldBe(await RowsAsync(asset));
        published.Count.ShouldBe(2);
    }

    private static AlarmRuleRow Hot(string scope, int version, long from, int limit) => new()
    {
        Rule = "hot",
        Scope = scope,
        Version = version,
        EffectiveUnixMicros = from,
        Definition = $$"""
            {
              "title": "hot", "levels": { "high": { "priority": "low", "when": { "signal": "{{Signal}}", "above": {{limit}} } } },
              "onDelaySeconds": 0, "cause": "-", "consequence": "-", "action": "-", "timeToRespondSeconds": 60
            }
            """,
        Author = "-",
        Note = "-",
    };

    // However slow the machine, the clock shows nothing.
    private static FakeTimeProvider Still => new(new DateTimeOffset(UnixMicros.ToUtc(At(0))));

    internal static TelemetryRecord Reading(string asset, int second, float value, long received = 0)
    {
        var record = Records.Block(asset, second, received: received == 0 ? At(100_000) : received);
        record.Columns.RemoveAll(c => c.ChannelId == StandardChannels.BearingTemperature);
        record.Columns.Add(new TelemetryColumn(
            StandardChannels.BearingTemperature, "", [.. Enumerable.Repeat(value, record.ReadingCount)]));
        return record;
    }

    private static long At(int second) => Records.Start + (second * UnixMicros.PerSecond);

    private Task<IReadOnlyList<AlarmEventRow>> CurrentAsync(string asset) => AlarmRows.OfAsync(fixture.Store, asset, current: true);

    private Task<IReadOnlyList<AlarmEventRow>> RowsAsync(string asset) => AlarmRows.OfAsync(fixture.Store, asset, current: false);

    private static IEnumerable<int[]> Orders(int[] of) => of.Length == 1 ? [of]
        : of.SelectMany(first => Orders([.. of.Where(i => i != first)]).Select(rest => (int[])[first, .. rest]));
}
