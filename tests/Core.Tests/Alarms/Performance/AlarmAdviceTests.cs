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

    private static BadActor Worst(AlarmPerformance figures) => figures.BadActors.ShouldHaveSingleItem();
}
