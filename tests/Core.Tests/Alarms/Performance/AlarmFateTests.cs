using Maintenance.Core.Alarms;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Tables;
using static Maintenance.Core.Tests.Alarms.Performance.AlarmRows;

namespace Maintenance.Core.Tests.Alarms.Performance;

/// <summary>What is no part of the load, and what late data does to it.</summary>
public sealed class AlarmFateTests
{
    [Fact]
    public void What_was_over_before_it_was_known_called_nobody()
    {
        var figures = Figures([Row("drill", "hot", 60, 120, known: 1_800), .. Live("drill", "hot", 2_000, 2_100)], Window(1));
        (figures.Alarms, figures.OverWhenKnown).ShouldBe((1, 1));
    }

    [Fact]
    public void A_late_alarm_that_stands_is_announced_when_it_is_known()
    {
        AlarmEventRow[] rows = [Row("drill", "hot", -1_000, null, known: 600), Row("drill", "hot", -1_000, 900, known: 900)];
        var figures = Figures(rows, Window(1), [Action("acknowledge", 660, "drill", "hot")]);
        figures.Alarms.ShouldBe(1);
        figures.ToAcknowledge.MedianSeconds.ShouldBe(60);
        figures.ToClear.MedianSeconds.ShouldBe(300);
    }

    [Fact]
    public void What_never_was_is_withdrawn_and_no_alarm()
    {
        AlarmEventRow[] rows = [Row("drill", "hot", 60, null), Row("drill", "hot", 60, null, known: 300, withdrawn: true)];
        var figures = Figures(rows, Window(1));
        (figures.Alarms, figures.Withdrawn, figures.StandingAtEnd).ShouldBe((0, 1, 0));
    }

    [Fact]
    public void An_alarm_whose_beginning_moved_is_one_alarm_known_since_it_was_first_said()
    {
        // Late data shows that it began at 20 s, not at 60 s.
        AlarmEventRow[] rows =
        [
            Row("drill", "hot", 60, null),
            Row("drill", "hot", 60, null, known: 300, withdrawn: true),
            Row("drill", "hot", 20, null, known: 300),
            Row("drill", "hot", 20, 600, known: 600),
        ];
        var figures = Figures(rows, Window(1));
        (figures.Alarms, figures.Withdrawn).ShouldBe((1, 0));
        figures.ToClear.MedianSeconds.ShouldBe(540, "announced at 60 s");
    }

    [Fact]
    public void Two_times_that_touch_are_one_alarm()
    {
        // As when a new version of the rule goes on with it.
        var figures = Figures([.. Live("drill", "hot", 0, 100), .. Live("drill", "hot", 100, 400)], Window(1));
        figures.Alarms.ShouldBe(1);
        figures.ToClear.MedianSeconds.ShouldBe(400);
    }

    [Fact]
    public void Shelved_is_announced_only_if_it_outlasts_the_shelving()
    {
        OperatorActionRow[] shelved = [Action("shelve", 10, "drill", "hot", until: 1_000)];
        var during = Figures([.. Live("drill", "hot", 100, 200), .. Live("drill", "cold", 100, 200)], Window(1), shelved);
        (during.Alarms, during.Shelved).ShouldBe((1, 1));
        var longer = Figures(Live("drill", "hot", 100, 1_600), Window(1), shelved);
        (longer.Alarms, longer.Shelved).ShouldBe((1, 0));
        longer.ToClear.MedianSeconds.ShouldBe(600, "announced when the shelving ends");
        var unshelved = Figures(Live("drill", "hot", 100, 200), Window(1), [.. shelved, Action("unshelve", 90, "drill", "hot")]);
        unshelved.Alarms.ShouldBe(1);
    }

    [Fact]
    public void Shelved_once_ends_with_the_alarm_that_stood()
    {
        var figures = Figures([.. Live("drill", "hot", 0, 200), .. Live("drill", "hot", 400, 500)], Window(1),
            [Action("shelve_once", 50, "drill", "hot", until: 3_000)]);
        (figures.Alarms, figures.Shelved).ShouldBe((2, 0));
    }

    [Fact]
    public void Out_of_service_lasts_until_it_is_put_back()
    {
        AlarmEventRow[] rows =
            [.. Live("drill", "hot", 100, 200), .. Live("drill", "cold", 300, 400), .. Live("drill", "hot", 2_000, 2_100)];
        var whole = Figures(rows, Window(1), [Action("out_of_service", 10, "drill", null), Action("in_service", 1_000, "drill", null)]);
        (whole.Alarms, whole.OutOfService).ShouldBe((1, 2));
    }

    [Fact]
    public void A_parent_masks_its_children_while_it_stands()
    {
        AlarmEventRow[] rows =
        [
            .. Live("drill", "stuck", 100, 500), .. Live("drill", "torque", 200, 300), .. Live("other", "torque", 200, 300),
            .. Live("drill", "torque", 450, 900),
        ];
        var figures = Figures(rows, Window(1), null, Rule("stuck"), Rule("torque", maskedBy: "stuck"));
        figures.Masked.ShouldBe(1);
        figures.Alarms.ShouldBe(3);
        figures.BadActors.Select(b => (b.Asset, b.Rule)).ShouldContain(("drill", "torque"), "it outlasted its parent");
    }

    [Fact]
    public void A_parent_out_of_service_masks_nothing()
    {
        AlarmEventRow[] rows =
            [.. Live("drill", "stuck", 100, 900), .. Live("drill", "torque", 200, 300), .. Live("drill", "torque", 400, 800)];
        AlarmRule[] rules = [Rule("stuck"), Rule("torque", maskedBy: "stuck")];
        // The second is masked at 400 s, and announced at 500 s.
        var figures = Figures(rows, Window(1), [Action("out_of_service", 500, "drill", "stuck")], rules);
        (figures.Alarms, figures.Masked).ShouldBe((2, 1));
        figures.ToClear.ShouldBe(new DurationFigures(2, 300, 800));
        Figures(rows, Window(1), [Action("out_of_service", 50, "drill", "stuck")], rules).Alarms.ShouldBe(2, "the two children");
    }

    [Fact]
    public void A_group_tells_which_was_first_and_silences_none()
    {
        AlarmEventRow[] rows =
            [.. Live("drill", "motor", 100, 900), .. Live("drill", "bearing", 120, 800), .. Live("drill", "oil", 130, 700)];
        var figures = Figures(rows, Window(1), null,
            Rule("motor", group: "heat"), Rule("bearing", group: "heat"), Rule("oil", group: "heat"));
        (figures.Alarms, figures.Masked).ShouldBe((3, 0));
    }
}
