using Maintenance.Core.Alarms;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Assets;
using Maintenance.Core.Tables;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;
using Maintenance.Scoring.Alarms;
using Maintenance.Scoring.Tests.Pipeline;
using Microsoft.Extensions.Time.Testing;
using static Maintenance.Scoring.Tests.Alarms.TestRules;

namespace Maintenance.Scoring.Tests.Alarms;

/// <summary>What a rule would have done is what it does when it judges live.</summary>
public sealed class AlarmDryRunTests(DuckDbFixture fixture) : IClassFixture<DuckDbFixture>
{
    private const int Histories = 40;
    private const string Signal = "bearing_temperature";

    [Fact]
    public async Task A_dry_run_finds_the_alarms_that_the_rule_raised_live()
    {
        var rule = Rule("hot", Above(Signal, 20, 1), onDelaySeconds: 5, offDelaySeconds: 10);
        var lab = new Lab(fixture.Store);
        lab.Alarms.Use(AlarmRuleSet.Of(rule));
        var (one, two) = (Lab.NewName("one"), Lab.NewName("two"));
        float[] values = [18, 21, 22, 19, 18, 18, 25, 25, 18, 18, 18, 21, 18, 18];
        await lab.RunAsync([[.. values.Select((v, i) => AlarmEventTests.Reading(one, 10 * i, v))],
            [.. values.Select((v, i) => AlarmEventTests.Reading(two, 10 * i, v - 4))]]);
        var live = await lab.AlarmsAsync(one);
        live.Length.ShouldBe(2);
        var run = await new AlarmDryRunner(fixture.Store).RunAsync([(Drill(one), rule), (Drill(two), rule)],
            At(0), At(3600), CancellationToken.None);
        (run.Blocks, run.AssetsJudged).ShouldBe((2 * values.Length, 2));
        var level = run.Levels.ShouldHaveSingleItem();
        (level.Level, level.Alarms, level.InFlood, level.Standing).ShouldBe(("high", 3, 0, 0));
        run.AssetsAlarmed.ShouldBe(2);
        run.Assets.ShouldBe([new AlarmDryRunAsset(one, 2), new AlarmDryRunAsset(two, 1)]);
        level.MedianSeconds.ShouldBe(20);
        (await new AlarmDryRunner(fixture.Store).RunAsync([(Drill(one), rule)], At(90_000), At(93_600), default))
            .AssetsJudged.ShouldBe(0);
    }

    /// <summary>A condition of each kind that is judged from blocks.</summary>
    public static TheoryData<string> Definitions() =>
    [
        """
        "onDelaySeconds": 5, "levels": {
          "high": { "priority": "low", "when": { "signal": "bearing_temperature", "above": 19, "deadband": 1 } },
          "high_high": { "priority": "high", "when": { "signal": "bearing_temperature", "above": 20, "deadband": 1 } } }
        """,
        """
        "onDelaySeconds": 0, "offDelaySeconds": 40, "while": { "signal": "torque", "above": 7, "deadband": 2 },
        "levels": { "high": { "priority": "low", "when": { "signal": "bearing_temperature", "above": 18 } } }
        """,
        """
        "count": 2, "withinSeconds": 300, "offDelaySeconds": 30, "onDelaySeconds": 0,
        "levels": { "high": { "priority": "low", "when": { "signal": "torque.max", "above": 8 } } }
        """,
        """
        "onDelaySeconds": 0, "offDelaySeconds": 0,
        "levels": { "high": { "priority": "low", "when": { "signal": "rate.bearing_temperature", "above": 0 } } }
        """,
    ];

    /// <summary>
    /// Histories with gaps: the engine judges each while it arrives, by rules that are effective from the middle of it, and the dry run
    /// judges what is stored from that time on.
    /// </summary>
    [Theory]
    [MemberData(nameof(Definitions))]
    public async Task A_dry_run_finds_what_the_engine_writes_when_the_rule_is_effective_from_then(string definition)
    {
        var (from, until) = (At(150), At(7_200));
        var row = new AlarmRuleRow
        {
            Rule = "r", Scope = "fleet", Version = 1, EffectiveUnixMicros = from, Author = "-", Note = null,
            Definition = $$"""
                { "title": "r", "cause": "-", "consequence": "-", "action": "-", "timeToRespondSeconds": 60, {{definition}} }
                """,
        };
        var lab = new Lab(fixture.Store) { Clock = new FakeTimeProvider(new DateTimeOffset(UnixMicros.ToUtc(Records.Start))) };
        lab.Alarms.Use(AlarmRuleSet.Of([row]));
        var name = Lab.NewName("dry");
        await lab.RunAsync([[.. Enumerable.Range(0, Histories).SelectMany(i => new History(i).InOrder($"{name}-{i}"))]]);
        var (rule, rows) = (lab.Alarms.Current.For(null).ShouldHaveSingleItem().Rule, 0);
        var compiled = new RuleCompiler().Of([new AlarmRulePeriod(rule, long.MinValue, long.MaxValue)]);
        for (var i = 0; i < Histories; i++)
        {
            var asset = $"{name}-{i}";
            var found = new SortedDictionary<(long Onset, string Level), (long Raised, long Returned)>();
            await new AlarmDryRunner(fixture.Store).PlayAsync(asset, compiled, (from, until), heard: null,
                new AlarmDryRunTally(from, until),
                (in AlarmChange c) => found[(c.Onset, c.Level.Level.Name)] = (c.Raised, c.Returned), CancellationToken.None);
            var live = await AlarmRows.OfAsync(fixture.Store, asset, current: true);
            found.Select(f => (f.Key.Onset, f.Key.Level, f.Value.Raised, f.Value.Returned)).ShouldBe(
                live.OrderBy(a => (a.EventTimeUnixMicros, a.Level))
                    .Select(a => (a.EventTimeUnixMicros, a.Level, a.RaisedUnixMicros, a.ReturnedUnixMicros)), $"history {i}");
            rows += live.Count;
        }
        rows.ShouldBePositive();
    }

    [Fact]
    public async Task Silence_counts_to_the_end_and_from_before_the_beginning()
    {
        var rule = Rule("gap", Above(AlarmSignals.DataGap, 60), onDelaySeconds: 5);
        var (stopped, back, gone, never) = (Lab.NewName("stopped"), Lab.NewName("back"), Lab.NewName("gone"), Lab.NewName("never"));
        var lab = new Lab(fixture.Store) { Clock = new FakeTimeProvider(new DateTimeOffset(UnixMicros.ToUtc(Records.Start))) };
        await lab.RunAsync([[.. Readings(stopped, 0, 30, 60, 120, 150), .. Readings(back, 0, 300, 330, 360, 420, 470),
            .. Readings(gone, 0)]]);
        Asset[] drills = [.. new[] { stopped, back, gone, never }.Select(Drill)];
        var run = await new AlarmDryRunner(fixture.Store).RunAsync([.. drills.Select(d => (d, rule))], At(20), At(500), default);
        // Nothing came from the first after 151 s, nor from the second between 1 s and 301 s, nor from the third after 1 s.
        var level = run.Levels.ShouldHaveSingleItem();
        (level.Alarms, level.Standing, level.MedianSeconds).ShouldBe((3, 2, 300));
        run.Assets.Select(a => (a.Asset, a.Alarms)).ShouldBe([(back, 1), (gone, 1), (stopped, 1)], ignoreOrder: true);
        (run.AssetsJudged, run.AssetsAlarmed).ShouldBe((3, 3), "of the fourth nothing is known");

        static IEnumerable<TelemetryRecord> Readings(string asset, params int[] seconds) =>
            seconds.Select(s => AlarmEventTests.Reading(asset, s, 18, At(s + 1)));
    }

    [Fact]
    public async Task An_off_delay_that_the_clock_shows_to_be_over_ends_the_alarm()
    {
        var rule = Rule("hot", Above(Signal, 20), offDelaySeconds: 60);
        var asset = Lab.NewName("left");
        await new Lab(fixture.Store).RunAsync(
            [[AlarmEventTests.Reading(asset, 0, 25, At(1)), AlarmEventTests.Reading(asset, 10, 18, At(11))]]);
        (await RunAsync(At(70))).Standing.ShouldBe(1);
        var over = await RunAsync(At(71));
        (over.Standing, over.MedianSeconds).ShouldBe((0, 10));

        async Task<AlarmDryRunLevel> RunAsync(long until) =>
            (await new AlarmDryRunner(fixture.Store).RunAsync([(Drill(asset), rule)], At(0), until, default)).Levels[0];
    }

    private static long At(int second) => Records.Start + (second * UnixMicros.PerSecond);

    private static Asset Drill(string id) => new(AssetId.Parse(id), "r", "s", "t", double.NaN, double.NaN, double.NaN);
}
