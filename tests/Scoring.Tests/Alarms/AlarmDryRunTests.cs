using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Time;
using Maintenance.Scoring.Alarms;
using Maintenance.Scoring.Tests.Pipeline;
using static Maintenance.Scoring.Tests.Alarms.TestRules;

namespace Maintenance.Scoring.Tests.Alarms;

/// <summary>What a rule would have done is what it does when it judges live.</summary>
public sealed class AlarmDryRunTests(DuckDbFixture fixture) : IClassFixture<DuckDbFixture>
{
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
        run.Assets.ShouldBe([new AlarmDryRunAsset(one, 2), new AlarmDryRunAsset(two, 1)]);
        level.MedianSeconds.ShouldBe(20);
        (await new AlarmDryRunner(fixture.Store).RunAsync([(Drill(one), rule)], At(90_000), At(93_600), default))
            .Blocks.ShouldBe(0);
    }

    [Fact]
    public void More_than_ten_alarms_in_ten_minutes_are_a_flood()
    {
        var rule = Rule("hot", Above(Signal, 20));
        var level = new RuleCompiler().Of([new AlarmRulePeriod(rule, long.MinValue, long.MaxValue)]).Levels[0];
        var tally = new AlarmDryRunTally();
        for (var drill = 0; drill < 12; drill++)
        {
            tally.Begin($"d{drill}", rule);
            tally.Blocks++;
            // Eleven in one minute, and one an hour later.
            var at = (drill < 11 ? drill : 3600) * UnixMicros.PerSecond;
            tally.Add(new AlarmChange(level, at, at, UnixMicros.None, 21, AlarmEnd.Normal));
            tally.Add(new AlarmChange(level, at, at, at + ((1 + drill) * UnixMicros.PerSecond), 21, AlarmEnd.Normal));
        }
        var found = tally.Result(0, 1).Levels.ShouldHaveSingleItem();
        (found.Alarms, found.InFlood, found.MedianSeconds, found.Standing).ShouldBe((12, 11, 6.5, 0));
    }

    private static long At(int second) => Records.Start + (second * UnixMicros.PerSecond);

    private static Asset Drill(string id) => new(AssetId.Parse(id), "r", "s", "t", double.NaN, double.NaN, double.NaN);
}
