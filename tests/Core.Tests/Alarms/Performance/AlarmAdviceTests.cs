using Maintenance.Core.Alarms;
using Maintenance.Core.Alarms.Performance;
using static Maintenance.Core.Tests.Alarms.Performance.AlarmPerformanceTests;
using static Maintenance.Core.Tests.Alarms.Performance.AlarmRows;

namespace Maintenance.Core.Tests.Alarms.Performance;

/// <summary>Which delay would have removed how many.</summary>
public sealed class AlarmAdviceTests
{
    [Fact]
    public void An_off_delay_merges_what_comes_again_sooner()
    {
        // 20 alarms of 40 s, 50 s apart: the rule's own delays are 5 s and 10 s.
        var actor = Worst(Figures(Series("drill", "hot", 20, every: 90, stands: 40), Window(1), null, Rule("hot")));
        actor.Advice.ShouldBe([new AlarmAdvice(AlarmRemedy.OffDelay, 60, 19), new AlarmAdvice(AlarmRemedy.OnDelay, 60, 20)],
            ignoreOrder: true);
        actor.Advice[0].Remedy.ShouldBe(AlarmRemedy.OnDelay, "most first");
    }

    [Fact]
    public void An_on_delay_is_no_longer_than_a_tenth_of_the_time_to_respond()
    {
        // They stand for 70 s: only 120 s would remove them, and the operator has 600 s.
        var actor = Worst(Figures(Series("drill", "hot", 10, every: 300, stands: 70), Window(1), null, Rule("hot")));
        actor.Advice.ShouldHaveSingleItem().ShouldBe(new AlarmAdvice(AlarmRemedy.OffDelay, 300, 9));
    }

    [Fact]
    public void Nothing_helps_an_alarm_that_comes_seldom_and_stays()
    {
        Worst(Figures(Series("drill", "hot", 3, every: 9_000, stands: 4_000), Window(9))).Advice.ShouldBeEmpty();
    }

    [Fact]
    public void The_bounds_are_those_of_the_rules()
    {
        var alarms = AlarmOccurrences.Of([.. Series("drill", "hot", 2, every: 60, stands: 30)], out _);
        AlarmAdvice.RemovedByOnDelay(alarms, 30).ShouldBe(2, "no reading at 30 s shows it");
        AlarmAdvice.RemovedByOnDelay(alarms, 29.9).ShouldBe(0);
        AlarmAdvice.RemovedByOffDelay(alarms, 30).ShouldBe(0, "over when none within the delay shows it");
        AlarmAdvice.RemovedByOffDelay(alarms, 30.1).ShouldBe(1);
    }

    [Theory]
    [InlineData(AlarmComparison.Above, 1)]
    [InlineData(AlarmComparison.Below, -1)]
    public void The_narrowest_deadband_that_keeps_half_of_them_standing_is_advised(AlarmComparison comparison, int sign)
    {
        var limit = Limit(comparison, deadband: 2);
        // Six alarms; between two of them the value was 2.5 from the limit, and so on. What was within the deadband ended otherwise.
        double[] normal = [.. new[] { 2.5, 12, 4, 0.1, 2.71 }.Select(d => limit.Limit - (sign * d))];
        AlarmAdvice.Deadband(limit, 6, normal).ShouldBe(new AlarmAdvice(AlarmRemedy.Deadband, 4.1, 3));
        AlarmAdvice.Deadband(limit, 100, normal).ShouldBe(
            new AlarmAdvice(AlarmRemedy.Deadband, 13, 4), "fewer than half: as many as can be");
        AlarmAdvice.Deadband(limit, 2, [limit.Limit - (sign * 2)]).ShouldBe(new AlarmAdvice(AlarmRemedy.Deadband, 2.1, 1));
    }

    [Fact]
    public void No_deadband_is_advised_without_values_nor_over_a_tenth_of_the_range()
    {
        var limit = Limit(AlarmComparison.Above, deadband: 0); // -60 to 400 degC
        AlarmAdvice.Deadband(limit, 5, []).ShouldBeNull();
        AlarmAdvice.Deadband(limit, 5, [limit.Limit - 47]).ShouldBeNull();
        AlarmAdvice.Deadband(limit, 5, [limit.Limit - 44]).ShouldBe(new AlarmAdvice(AlarmRemedy.Deadband, 45, 1));
    }

    [Fact]
    public void A_rule_begins_with_the_limit_that_is_reached_first()
    {
        var (high, higher) = (Limit(AlarmComparison.Above, 0), Limit(AlarmComparison.Above, 0) with { Limit = 105 });
        AlarmAdvice.FirstLimit(Of(higher, high)).ShouldBe(high);
        AlarmAdvice.FirstLimit(Of(high, higher with { Signal = "torque" })).ShouldBeNull();
        AlarmAdvice.FirstLimit(Of(high, Limit(AlarmComparison.Below, 0))).ShouldBeNull();
        AlarmAdvice.FirstLimit(Of(new AlarmCondition.Not(high))).ShouldBeNull();

        static AlarmRule Of(params AlarmCondition[] levels) =>
            Rule("hot") with { Levels = [.. levels.Select((l, i) => new AlarmLevel($"l{i}", AlarmPriority.Low, l))] };
    }

    [Fact]
    public void Only_the_newest_pauses_and_none_over_an_hour_are_looked_at()
    {
        var alarms = AlarmOccurrences.Of(
            [.. Series("drill", "hot", 3, every: 9_000, stands: 10), .. Series("drill", "hot", 300, every: 90, stands: 40)
                .Select(r => r with { EventTimeUnixMicros = r.EventTimeUnixMicros + 100_000_000_000,
                    ReturnedUnixMicros = r.ReturnedUnixMicros == Maintenance.Core.Time.UnixMicros.None
                        ? r.ReturnedUnixMicros : r.ReturnedUnixMicros + 100_000_000_000 })], out _);
        var pauses = AlarmPause.Of(alarms);
        pauses.Count.ShouldBe(AlarmPause.Most);
        pauses[0].FromUnixMicros.ShouldBeGreaterThan(pauses[^1].FromUnixMicros);
        pauses.ShouldAllBe(p => p.UntilUnixMicros - p.FromUnixMicros == 50_000_000);
        AlarmPause.Of([.. alarms.Take(3)]).ShouldBeEmpty();
    }

    private static AlarmCondition.Compare Limit(AlarmComparison comparison, double deadband) =>
        new("bearing_temperature", comparison, 95, deadband, null);

    private static BadActor Worst(AlarmPerformance figures) => figures.BadActors.ShouldHaveSingleItem();
}
