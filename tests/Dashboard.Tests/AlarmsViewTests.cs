using Maintenance.Api.Alarms;
using Maintenance.Api.Wording;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Time;
using Maintenance.Dashboard.Display;
using Maintenance.Dashboard.Pages;

namespace Maintenance.Dashboard.Tests;

/// <summary>What the list of alarms holds, in which order and in which words; nothing is rendered.</summary>
public sealed class AlarmsViewTests
{
    private static readonly UserPreferences Metric = UserPreferences.Default;
    private readonly AssetRegistry _registry = new();

    public AlarmsViewTests() => _registry.AddOrReplace([Rows.Drill("NO-1", "north-sea"), Rows.Drill("NO-2", "north-sea"),
        Rows.Drill("BR-1", "santos")]);

    [Fact]
    public void The_most_urgent_is_on_top_then_who_calls_then_the_first_of_a_group_then_the_newest()
    {
        var grouped = AlarmRows.Rule("trip", "Trip") with { Group = "power" };
        Alarm[] alarms =
        [
            AlarmRows.Of("NO-1", AlarmRows.Rule("a"), AlarmPriority.Low, onsetSeconds: 90),
            AlarmRows.Of("NO-1", AlarmRows.Rule("b"), AlarmPriority.High, AlarmState.Acknowledged, onsetSeconds: 80),
            AlarmRows.Of("NO-1", AlarmRows.Rule("c"), AlarmPriority.High, onsetSeconds: 10),
            AlarmRows.Of("NO-1", AlarmRows.Rule("d"), AlarmPriority.High, onsetSeconds: 20),
            AlarmRows.Of("NO-1", grouped, AlarmPriority.High, onsetSeconds: 5),
            AlarmRows.Of("NO-2", grouped, AlarmPriority.High, onsetSeconds: 30) with { IsFirstInGroup = false },
        ];
        Ids(View(alarms)).ShouldBe(["NO-1~trip", "NO-2~trip", "NO-1~d", "NO-1~c", "NO-1~b", "NO-1~a"]);
        Ids(View(alarms, "?sort=time")).ShouldBe(["NO-1~a", "NO-1~b", "NO-2~trip", "NO-1~d", "NO-1~c", "NO-1~trip"]);
        Ids(View(alarms, "?sort=drill"))[^1].ShouldBe("NO-2~trip");
    }

    [Fact]
    public void Each_view_shows_its_states_and_no_alarm_is_in_none()
    {
        var alarms = Enum.GetValues<AlarmState>().Where(s => s != AlarmState.Normal)
            .Select(s => AlarmRows.Of("NO-1", AlarmRows.Rule(AlarmWords.Key(s)), state: s)).ToArray();
        States("open").ShouldBe(["acknowledged", "latched", "returned_unacknowledged", "unacknowledged"]);
        States("unacknowledged").ShouldBe(["returned_unacknowledged", "unacknowledged"]);
        States("shelved").ShouldBe(["shelved"]);
        States("suppressed").ShouldBe(["out_of_service", "suppressed_by_design"]);
        var counts = View(alarms).Counts;
        (counts["open"] + counts["shelved"] + counts["suppressed"]).ShouldBe(alarms.Length,
            "every state that is not normal is in one of these");

        string[] States(string view) => [.. View(alarms, "?view=" + view).Rows.Select(r => r.State).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void A_filter_reads_its_own_address_and_cuts_by_each_of_its_parts()
    {
        Alarm[] alarms =
        [
            AlarmRows.Of("NO-1", priority: AlarmPriority.High), AlarmRows.Of("NO-2", AlarmRows.Rule("gap", "No data"), AlarmPriority.Low),
            AlarmRows.Of("BR-1", AlarmRows.Rule("gap", "No data"), AlarmPriority.Low, AlarmState.Acknowledged),
        ];
        Ids(View(alarms, "?priority=high")).ShouldBe(["NO-1~bearing_hot"]);
        Ids(View(alarms, "?region=SANTOS")).ShouldBe(["BR-1~gap"]);
        Ids(View(alarms, "?state=acknowledged")).ShouldBe(["BR-1~gap"]);
        Ids(View(alarms, "?rule=gap&region=north-sea")).ShouldBe(["NO-2~gap"]);
        Ids(View(alarms, "?q=HOT")).ShouldBe(["NO-1~bearing_hot"]);
        Ids(View(alarms, "?asset=NO-2")).ShouldBe(["NO-2~gap"]);
        Ids(View(alarms, "?priority=urgent&state=&q=&view=nonsense")).Length.ShouldBe(3, "what is not known counts as not given");
        var filter = AlarmFilter.Of("?view=late&priority=low&state=shelved&region=a%26b&rig=R%201&asset=X&rule=y"
            + "&q=%C3%BC&sort=time&page=3");
        AlarmFilter.Of(filter.Query()).ShouldBe(filter);
        filter.Url().ShouldStartWith("/alarms?view=late&priority=low");
        new AlarmFilter().Url().ShouldBe("/alarms");
    }

    [Fact]
    public void A_user_bound_to_a_region_sees_and_counts_only_its_alarms()
    {
        var view = new AlarmsView([AlarmRows.Of("NO-1"), AlarmRows.Of("BR-1"), AlarmRows.Of("UNKNOWN")], _registry,
            RegionScope.Parse("santos"),
            new AlarmFilter(), Metric, 0);
        Ids(view).ShouldBe(["BR-1~bearing_hot"]);
        view.Counts["open"].ShouldBe(1);
        view.Regions.ShouldBe(["santos"]);
    }

    [Fact]
    public void Pages_end_where_the_alarms_end()
    {
        var alarms = Enumerable.Range(0, 250).Select(i => AlarmRows.Of("NO-1", AlarmRows.Rule($"r{i:000}"), onsetSeconds: -i)).ToArray();
        var last = View(alarms, "?page=99");
        (last.Pages, last.Filter.Page, last.Rows.Count, last.Total).ShouldBe((3, 3, 50, 250));
        last.Rows[^1].Id.ShouldBe("NO-1~r249");
    }

    [Fact]
    public void A_row_says_value_against_limit_in_the_persons_units_and_both_times_of_what_was_known_late()
    {
        var late = AlarmRows.Of("NO-1") with { IsLate = true, KnownAtUnixMicros = UnixMicros.Of(Rows.Noon.AddHours(6)) };
        var shown = ShownAlarm.Of(late, Rows.Drill("NO-1", "north-sea"), Metric);
        shown.Value.ShouldBe("97.3 °C > 95.0 °C");
        shown.Note.ShouldBe("late: happened 06-01 12:00:00, known 06-01 18:00:00");
        (shown.Region, shown.Rig, shown.Since).ShouldBe(("north-sea", "RIG2", "06-01 12:00:00"));
        ShownAlarm.Of(late, null, Metric with { Units = UnitSystem.Oilfield }).Value.ShouldBe("207.1 °F > 203.0 °F");
        ShownAlarm.Of(late with { IsWithdrawn = true, Because = "the sensor was frozen" }, null, Metric).Note
            .ShouldBe("withdrawn: the sensor was frozen (happened 06-01 12:00:00, known 06-01 18:00:00)");
        var probable = new AlarmCondition.Compare("probability.bearing_wear", AlarmComparison.Above, 0.5, 0.05, null);
        ShownAlarm.Of(AlarmRows.Of("NO-1", AlarmRows.Rule(when: new AlarmCondition.All([probable]))) with { Value = 0.69f, Limit = 0.5f },
            null,
            Metric).Value.ShouldBe("69 % > 50 %");
        ShownAlarm.Of(late with { Value = float.NaN }, null, Metric).Value.ShouldBeEmpty();
    }

    [Fact]
    public void A_token_names_what_was_seen_and_nothing_else_is_one()
    {
        var alarm = AlarmRows.Of("NO-1") with { HighestSinceAcknowledged = AlarmPriority.High };
        AlarmToken.SeenIn(AlarmToken.Of(alarm)).ShouldBe(SeenAlarm.Of(alarm));
        foreach (var broken in new[] { null, "", "|", "a|b|3", "a|1|9", "|1|3", "a|1", "a|1|3|4",
            "a|1|03" }) AlarmToken.SeenIn(broken).ShouldBeNull(broken);
    }

    private AlarmsView View(IEnumerable<Alarm> alarms, string query = "") =>
        new(alarms, _registry, RegionScope.All, AlarmFilter.Of(query), Metric, UnixMicros.Of(Rows.Noon));

    private static string[] Ids(AlarmsView view) => [.. view.Rows.Select(r => r.Id)];
}
