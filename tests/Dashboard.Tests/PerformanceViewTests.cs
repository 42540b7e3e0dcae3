using Maintenance.Core.Alarms;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Dashboard.Display;
using Maintenance.Dashboard.Pages;

namespace Maintenance.Dashboard.Tests;

/// <summary>What the page of performance says of figures.</summary>
public sealed class PerformanceViewTests
{
    private static readonly long From = UnixMicros.Of(Rows.Noon);

    [Theory]
    [InlineData(0, "No alarm was announced in this time.", "0.0")]
    [InlineData(12, "The load is acceptable.", "6.0")]
    [InlineData(13, "The load can be managed, no more.", "6.5")]
    [InlineData(24, "The load can be managed, no more.", "12.0")]
    [InlineData(25, "The load is more than an operator can manage.", "12.5")]
    public void The_load_is_judged_at_six_and_twelve_an_hour(int alarms, string verdict, string perHour)
    {
        // Four minutes apart, of thirteen drills: no flood.
        var view = View([.. Enumerable.Range(0, alarms).SelectMany(i =>
            Row($"NO-{i % 13}", From + (i * 240L + 1) * 1_000_000, seconds: 60))]);
        view.Verdict.ShouldBe(verdict);
        view.Lines[0].ShouldBe(new("Alarms per operator hour", perHour, "6 acceptable, 12 at most", alarms <= 12));
    }

    [Fact]
    public void A_bad_actor_comes_with_what_would_have_removed_it()
    {
        // Eight seconds each, every 20 s.
        var view = View([.. Enumerable.Range(0, 30).SelectMany(i => Row("NO-1", From + (i * 20L + 1) * 1_000_000, seconds: 8))]);
        var actor = view.Figures.BadActors.ShouldHaveSingleItem();
        view.TitleOf(actor.Rule).ShouldBe("Bearing hot");
        view.AdviceOf(actor).ShouldBe("an on-delay of 10 s would have removed 30; an off-delay of 15 s would have removed 29");
        view.AdviceOf(actor with { Advice = [new AlarmAdvice(AlarmRemedy.Deadband, 4.1, 9)], PausesWithoutValues = 3 }).ShouldBe(
            "a deadband of 4.1\u00a0degC would have removed 9. Of 3 of 29 pauses between its alarms no value is stored: "
                + "a deadband may do more.");
        view.Lines.Single(l => l.Label == "Fleeting alarms").ShouldBe(new("Fleeting alarms", "30", "none", false));
        view.Lines.Single(l => l.Label == "Chattering alarms").IsMet.ShouldBe(false);
        view.TitleOf("gone").ShouldBe("gone");
    }

    [Fact]
    public void The_chart_sets_the_shares_of_priorities_beside_those_of_a_rationalised_set()
    {
        var chart = View([.. Row("NO-1", From + 1_000_000, 60)]).Priorities;
        chart.Categories.ShouldBe(["High", "high, meant", "Medium", "medium, meant", "Low", "low, meant"]);
        chart.Series.Single().Values.ShouldBe([0, 5, 100, 15, 0, 80]);
    }

    [Fact]
    public void Where_nothing_was_judged_nothing_is_called_kept()
    {
        var view = View([], judged: 0);
        view.Verdict.ShouldBe("Nothing was judged in this time, so that nothing is known of the alarms.");
        (view.Alarms, view.PerOperatorHour).ShouldBe(("not known", "not known"));
        view.Lines.ShouldAllBe(l => l.Value == "not known" && l.IsMet == null);
        View([]).Lines.Single(l => l.Label == "Chattering alarms").IsMet.ShouldBe(true);
        View([]).Lines.Single(l => l.Label == "Share of the ten most frequent").IsMet.ShouldBeNull();
    }

    private static PerformanceView View(IReadOnlyList<AlarmEventRow> rows, int judged = 1)
    {
        var rules = AlarmRuleSet.Of(AlarmRows.Rule());
        return new(AlarmPerformance.Of(rows, [], new AlarmWindow(From, From + 2 * 3600L * 1_000_000, 1), _ => rules.For(null), judged),
            rules, UserPreferences.Default);
    }

    // As known live: it stands, then it is over.
    private static AlarmEventRow[] Row(string asset, long time, int seconds)
    {
        var end = time + seconds * 1_000_000L;
        var standing = new AlarmEventRow
        {
            Asset = asset, Rule = "bearing_hot", Level = "high", EventTimeUnixMicros = time, KnownAtUnixMicros = time, LogPartition = 0,
            LogOffset = 0, RuleVersion = 1, Priority = (int)AlarmPriority.Medium, RaisedUnixMicros = time,
            ReturnedUnixMicros = UnixMicros.None, Value = 97, Limit = 95, Withdrawn = false, Because = null,
        };
        return [standing, standing with { KnownAtUnixMicros = end, LogOffset = 1, ReturnedUnixMicros = end }];
    }
}
