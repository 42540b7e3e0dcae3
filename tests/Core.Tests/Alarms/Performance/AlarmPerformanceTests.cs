using Maintenance.Core.Alarms;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Tables;
using static Maintenance.Core.Tests.Alarms.Performance.AlarmRows;

namespace Maintenance.Core.Tests.Alarms.Performance;

/// <summary>Figures against closed forms.</summary>
public sealed class AlarmPerformanceTests
{
    [Fact]
    public void The_load_is_alarms_by_hours_and_operators()
    {
        var rows = Enumerable.Range(0, 48).SelectMany(i => Live($"drill-{i % 4}", "hot", 300 + (i * 1_800), 600 + (i * 1_800)));
        var one = Figures(rows, Window(24));
        one.Alarms.ShouldBe(48);
        one.PerOperatorHour.ShouldBe(2);
        one.PeakPerTenMinutes.ShouldBe(1);
        Figures(rows, Window(24, operators: 2)).PerOperatorHour.ShouldBe(1);
    }

    [Fact]
    public void Thousands_of_actions_and_corrections_are_no_alarms()
    {
        var rows = Enumerable.Range(0, 10).SelectMany(i => Live("drill", "hot", i * 300, (i * 300) + 60)).ToList();
        var corrected = Enumerable.Range(1, 400).Select(i => Row("drill", "hot", 0, 60, known: 4_000 + i));
        var actions = Enumerable.Range(1, 5_000)
            .Select(i => Action(i % 2 == 0 ? "acknowledge" : "comment", i * 0.7, "drill", "hot", sequence: i));
        var figures = Figures([.. rows, .. corrected], Window(1), actions);
        figures.Alarms.ShouldBe(10);
        figures.PerOperatorHour.ShouldBe(10);
        figures.Figures().Single(f => f.Name == "alarms").Value.ShouldBe(10);
    }

    [Fact]
    public void Levels_of_one_rule_are_one_alarm_that_escalates()
    {
        AlarmEventRow[] rows =
        [
            .. Live("drill", "hot", 0, 900, AlarmPriority.Medium),
            Row("drill", "hot", 300, 600, AlarmPriority.High, level: "high_high"),
            .. Live("drill", "hot", 1_800, 1_900, AlarmPriority.Medium),
        ];
        var figures = Figures(rows, Window(1));
        figures.Alarms.ShouldBe(2);
        figures.Escalations.ShouldBe(1);
        figures.Priorities.Select(p => p.Alarms).ShouldBe([1, 1, 0]);
        figures.Priorities.Select(p => p.Target).ShouldBe([0.05, 0.15, 0.80]);
        figures.ToClear.ShouldBe(new DurationFigures(2, 100, 900));
    }

    [Fact]
    public void The_order_in_which_rows_arrive_does_not_matter()
    {
        var rows = Enumerable.Range(0, 200).SelectMany(i => Live($"drill-{i % 7}", $"rule-{i % 3}", i * 40, (i * 40) + 20 + (i % 30)))
            .Append(Row("drill-1", "rule-0", 9_000, null, withdrawn: true)).ToList();
        var expected = Text(Figures(rows, Window(3)));
        var random = new Random(13);
        for (var i = 0; i < 20; i++)
        {
            var shuffled = rows.ToArray();
            random.Shuffle(shuffled);
            Text(Figures(shuffled, Window(3))).ShouldBe(expected);
        }

        static string Text(AlarmPerformance figures) => System.Text.Json.JsonSerializer.Serialize(figures);
    }

    [Fact]
    public void Fleeting_is_what_stood_for_less_than_ten_seconds()
    {
        AlarmEventRow[] rows = [.. Live("a", "hot", 0, 9.999), .. Live("b", "hot", 0, 10), .. Live("c", "hot", 0, 30)];
        Figures(rows, Window(1)).Fleeting.ShouldBe(1);
    }

    [Fact]
    public void At_exactly_a_day_an_alarm_is_not_stale()
    {
        const double day = 86_400;
        Figures(Live("drill", "hot", 0, day), Window(48)).Stale.ShouldBe(0);
        Figures(Live("drill", "hot", 0, day + 0.001), Window(48)).Stale.ShouldBe(1);
        var standing = Figures([Row("drill", "hot", -2 * day, null)], Window(1));
        (standing.Stale, standing.StandingAtEnd, standing.Alarms).ShouldBe((1, 1, 0));
        Figures(Live("drill", "hot", -3 * day, -1), Window(1)).Stale.ShouldBe(0, "it was over before the window");
    }

    [Fact]
    public void What_an_operator_has_silenced_grows_not_stale()
    {
        const double hour = 3_600;
        AlarmEventRow[] rows = [.. Live("drill", "worn", 0, 80 * hour)];
        OperatorActionRow[] planned =
            [Action("out_of_service", 20 * hour, "drill", "worn"), Action("in_service", 60 * hour, "drill", "worn")];
        Figures(rows, Window(96)).Stale.ShouldBe(1);
        Figures(rows, Window(96), planned).Stale.ShouldBe(0);
        Figures(rows, Window(96), [Action("out_of_service", 24.1 * hour, "drill", "worn")]).Stale.ShouldBe(1, "stale before");
        Figures([.. Live("drill", "worn", 0, 90 * hour)], Window(96), planned).Stale.ShouldBe(1, "and after it");
        Figures(rows, Window(96), [Action("shelve", 20 * hour, "drill", "worn", until: 32 * hour)]).Stale.ShouldBe(1, "48 hours after it");
    }

    [Fact]
    public void Chatter_is_three_of_one_alarm_within_a_minute()
    {
        Figures(Series("drill", "hot", 3, every: 29.9), Window(1)).Chattering.ShouldBe(1);
        Figures(Series("drill", "hot", 3, every: 30), Window(1)).Chattering.ShouldBe(0, "the third comes after a whole minute");
        AlarmEventRow[] three = [.. Live("a", "hot", 0, 5), .. Live("a", "cold", 10, 15), .. Live("b", "hot", 20, 25)];
        Figures(three, Window(1)).Chattering.ShouldBe(0, "three different alarms");
    }

    [Fact]
    public void Bad_actors_are_the_ten_most_frequent_with_their_share()
    {
        var rows = Enumerable.Range(1, 15).SelectMany(i => Series($"drill-{i:00}", "hot", i, every: 200));
        var figures = Figures(rows, Window(2));
        figures.Alarms.ShouldBe(120);
        figures.BadActors.Select(b => b.Alarms).ShouldBe([15, 14, 13, 12, 11, 10, 9, 8, 7, 6]);
        figures.BadActors[0].Asset.ShouldBe("drill-15");
        figures.BadActors[0].Share.ShouldBe(15 / 120.0);
        figures.BadActorsShare.ShouldBe(105 / 120.0);
    }

    [Fact]
    public void Times_to_acknowledge_and_to_clear()
    {
        // Ten alarms of drills; the i-th is acknowledged after i minutes and over after 2·i; the last two are not acknowledged.
        var rows = Enumerable.Range(1, 10).SelectMany(i => Live($"drill-{i}", "hot", i, i + (i * 120)));
        var actions = Enumerable.Range(1, 8).Select(i => Action("acknowledge", i + (i * 60), $"drill-{i}", "hot"))
            .Concat(Enumerable.Range(1, 8).Select(i => Action("acknowledge", 3_000 + i, $"drill-{i}", "hot")));
        var figures = Figures(rows, Window(1), actions);
        figures.ToAcknowledge.ShouldBe(new DurationFigures(8, 240, 480));
        figures.ToClear.ShouldBe(new DurationFigures(10, 600, 1_080));
        figures.Unacknowledged.ShouldBe(2);
    }

    [Fact]
    public void An_acknowledgement_is_of_the_alarm_that_stood_then()
    {
        AlarmEventRow[] rows = [.. Live("drill", "hot", 0, 60), .. Live("drill", "hot", 600, 660)];
        OperatorActionRow[] actions = [Action("acknowledge", 630, "drill", "hot"), Action("acknowledge", 10, "drill", "cold")];
        var figures = Figures(rows, Window(1), actions);
        figures.ToAcknowledge.ShouldBe(new DurationFigures(1, 30, 30));
        figures.Unacknowledged.ShouldBe(1);
    }

    [Fact]
    public void Nothing_gives_no_alarms_and_no_times()
    {
        var figures = Figures([], Window(24));
        (figures.Alarms, figures.PerOperatorHour, figures.BadActorsShare, figures.Floods).ShouldBe((0, 0, null, 0));
        figures.ToClear.ShouldBe(new DurationFigures(0, null, null));
        figures.Priorities.ShouldAllBe(p => p.Share == null);
        figures.Figures().Single(f => f.Name == "chattering").ShouldBe(new AlarmFigure("chattering", 0, "0", true));
        figures.Figures().Single(f => f.Name == "bad_actors_share")
            .ShouldBe(new AlarmFigure("bad_actors_share", null, "at most 0.05", null));
    }

    [Fact]
    public void Where_nothing_was_judged_no_figure_is_known()
    {
        var figures = AlarmPerformance.Of([], [], Window(24), _ => [], drillsJudged: 0);
        figures.IsKnown.ShouldBeFalse();
        figures.Figures().Where(f => f.Value is not null).ShouldBe([new AlarmFigure("drills_judged", 0, null, null)]);
        figures.Figures().ShouldAllBe(f => f.IsMet == null);
        // Silence is judged by the clock: alarms of it are on record although no block came.
        AlarmPerformance.Of([Row("drill", "no_data", 0, null)], [], Window(24), _ => [], drillsJudged: 0).IsKnown.ShouldBeTrue();
    }

    [Fact]
    public void A_window_has_an_end_after_its_beginning_and_an_operator()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new AlarmWindow(Start, Start, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => new AlarmWindow(Start, Start + 1, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new AlarmWindow(Start, At(401 * 86_400.0), 1));
    }

    internal static IEnumerable<AlarmEventRow> Series(string asset, string rule, int count, double every, double stands = 12) =>
        Enumerable.Range(0, count).SelectMany(i => Live(asset, rule, i * every, (i * every) + stands));
}
