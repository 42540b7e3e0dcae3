using Bunit;
using Maintenance.Api.Fleet;
using Maintenance.Api.Wording;
using Maintenance.Core.Assets;
using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;
using Maintenance.Dashboard.Controls;
using Maintenance.Dashboard.Display;
using Maintenance.Dashboard.Live;
using Maintenance.Dashboard.Pages;
using Maintenance.Queries;
using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Dashboard.Tests;

/// <summary>Controls that decide something, rendered alone.</summary>
public sealed class ControlTests : IDisposable
{
    private readonly BunitContext _context = new();

    public ControlTests() => _context.Services.AddSingleton(new Bundle.BundleFiles(typeof(DashboardExtensions).Assembly));

    public void Dispose() => _context.Dispose();

    [Fact]
    public void A_chart_is_a_table_with_title_unit_and_the_figures_in_order()
    {
        var chart = _context.Render<Chart>(p => p.Add(c => c.Data, new ChartData(
            "Drills by region", "drills", "Region", ChartShape.Bars, ["north-sea", "<gulf>"],
            [new ChartSeries("Act now", ChartTone.Alarm, [2, 0]), new ChartSeries("As new", ChartTone.Faint, [1234.5, 7])])
        { Decimals = 1 }));
        chart.Find("caption").TextContent.ShouldBe("Drills by region, drills");
        chart.FindAll("thead th").Select(h => h.TextContent).ShouldBe(["Region", "Act now", "As new"]);
        chart.FindAll("tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent)))
            .ShouldBe(["north-sea|2.0|1,234.5", "<gulf>|0.0|7.0"]);
        chart.FindAll(".chart-legend .tone").Select(t => t.ClassName).ShouldBe(["tone tone-alarm", "tone tone-faint"]);
        var view = chart.Find("chart-view");
        (view.GetAttribute("data-shape"), view.GetAttribute("data-unit"), view.GetAttribute("data-decimals"))
            .ShouldBe(("bars", "drills", "1"));
        chart.Find(".chart-plot").GetAttribute("aria-hidden").ShouldBe("true", "those who listen have the table");
    }

    [Fact]
    public void Figures_of_alarms_are_told_with_counts_and_interval_and_nothing_is_made_of_no_case()
    {
        var table = _context.Render<AlarmPrecisionTable>(p => p.Add(c => c.Figures,
        [
            new AlarmFigures
            {
                Rule = "bearing", Version = 2, Alarms = 9, Confirmed = 1, AnotherMode = 1, NothingFound = 1, Failures = 4,
                LeadHours = [10, 20],
            },
            new AlarmFigures
            {
                Model = new string('a', 64), Alarms = 1, Confirmed = 0, AnotherMode = 0, NothingFound = 0, Failures = 0, LeadHours = [],
            },
        ]));
        table.FindAll("tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent))).ShouldBe(
        [
            "bearing, version 2|9|3|33 % (1 of 3; 6–79 %)|50 % (2 of 4; 15–85 %)|15.0 h|11.0 h",
            "model aaaaaaaaaaaa|1|0|–|–|–|–",
        ]);
    }

    [Fact]
    public void The_chart_of_the_fleet_counts_each_grade_by_region_and_by_site_within_one()
    {
        DrillCondition[] fleet =
        [
            Condition("A1", "north-sea", "A"), Condition("A2", "north-sea", "C"), Condition("B1", "santos", "D"),
            Condition("B2", "santos", null), Condition("B3", "santos", "D"),
        ];
        var all = FleetChart.Of(new FleetRanking(fleet, RegionScope.All, region: null, Now));
        all.Categories.ShouldBe(["santos", "north-sea"], "those at risk first, whatever grade the list is cut to");
        all.Series.Select(s => (s.Name, s.Tone, Figures: string.Join(' ', s.Values))).ShouldBe(
        [
            ("Act now", ChartTone.Alarm, "2 0"), ("Plan work", ChartTone.Warning, "0 1"), ("Sensor fault", ChartTone.Sensor, "0 0"),
            ("Not assessed", ChartTone.NotAssessed, "1 0"), ("Fit", ChartTone.Normal, "0 0"), ("As new", ChartTone.Faint, "0 1"),
            ("No data", ChartTone.Unknown, "0 0"),
        ]);
        FleetChart.Of(new FleetRanking(fleet, RegionScope.All, "santos", Now)).CategoryName.ShouldBe("Site");
        FleetChart.Of(new FleetRanking(fleet, RegionScope.Parse("north-sea"), region: null, Now)).Categories
            .ShouldBe(["north-sea"]);
    }

    [Fact]
    public void The_chart_of_a_large_fleet_shows_the_places_at_risk_and_says_how_many_there_are()
    {
        var fleet = Enumerable.Range(0, 40).Select(i => Condition($"D{i:00}", $"region-{i:00}", i == 33 ? "D" : "A"));
        var chart = FleetChart.Of(new FleetRanking(fleet, RegionScope.All, region: null, Now));
        chart.Title.ShouldBe("Drills by region, 12 of 40");
        chart.Categories.Count.ShouldBe(12);
        chart.Categories[0].ShouldBe("region-33");
    }

    [Fact]
    public void The_chart_of_minutes_names_them_in_the_zone_of_the_person()
    {
        var tokyo = new UserPreferences(UnitSystem.Metric, IsLocal: true, TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"));
        var chart = DataChart.Of([new MinuteRow(UnixMicros.Of(Rows.Noon), 600, 0),
            new MinuteRow(UnixMicros.Of(Rows.Noon.AddMinutes(1)), 0, 20)], tokyo);
        chart.Categories.ShouldBe(["21:00", "21:01"]);
        chart.CategoryName.ShouldBe("Minute (Asia/Tokyo)");
        chart.Series.Select(s => string.Join(' ', s.Values)).ShouldBe(["600 0", "0 20"]);
    }

    [Fact]
    public void The_chart_of_prognoses_gives_shares_that_add_up()
    {
        var row = new ModelCoverage("0123456789abcdef", 0.8, 2, 3, Moments: 200, Inside: 150, 0.75, Early: 30, Late: 20, 4, Rows.Noon,
            Rows.Noon);
        var chart = RulChart.Of([row]);
        chart.Categories.ShouldBe(["0123456789ab"]);
        chart.Series.Select(s => s.Values.Single()).ShouldBe([15, 75, 10]);
        chart.Series[0].Tone.ShouldBe(ChartTone.Warning, "failing before P10 is what costs a drill");
    }

    [Theory]
    [InlineData(null, "no data", true)]
    [InlineData(4, "4 s", false)]
    [InlineData(31, "stale 31 s", true)]
    [InlineData(-1, "0 s", false)]
    [InlineData(-150, "2 min ahead", false)]
    public void An_age_says_when_it_is_stale(int? ageSeconds, string text, bool isStale)
    {
        var now = UnixMicros.Of(Rows.Noon);
        var age = _context.Render<DataAge>(p => p
            .Add(a => a.EventTimeUnixMicros, ageSeconds is { } s
                ? now - s * 1_000_000L : null).Add(a => a.NowUnixMicros, now).Add(a => a.StaleAfter, TimeSpan.FromSeconds(30)));
        var span = age.Find("span");
        span.TextContent.ShouldBe(text);
        span.ClassList.Contains("is-stale").ShouldBe(isStale);
    }

    [Fact]
    public void A_row_of_the_fleet_says_that_the_clock_runs_ahead_and_counts_the_age_from_the_reception()
    {
        var update = Rows.Update("D1", "north-sea", Rows.Noon.AddSeconds(250), 90) with { ReceivedUnixMicros = UnixMicros.Of(Rows.Noon) };
        var drill = Condition("D1", "north-sea", "D") with { Latest = update, NewestStampUnixMicros = update.EventTimeUnixMicros };
        var row = _context.Render<FleetRow>(p => p.Add(r => r.Drill, drill)
            .Add(r => r.NowUnixMicros, UnixMicros.Of(Rows.Noon.AddSeconds(7)))
            .Add(r => r.StaleAfter, TimeSpan.FromSeconds(30)).Add(r => r.Units, UnitSystem.Metric));
        row.Find("[data-testid=data-age]").TextContent.ShouldBe("7 s");
        row.Find("[data-field=skew]").TextContent.ShouldBe("clock 4 min ahead");
    }

    [Fact]
    public void A_row_of_the_fleet_holds_the_last_grade_for_half_an_hour_and_then_has_none()
    {
        var drill = Condition("D1", "north-sea", "D");
        var assessed = drill.Assessed! with { FailureMode = "bearing_wear", FailureProbability = 0.69f };
        var held = RowOf(drill with { Assessed = assessed, Latest = Standing(3) }, Rows.Noon.AddMinutes(3));
        held.Find("[data-field=mode]").TextContent.ShouldBe("not assessed: the string stands still");
        held.Find("[data-field=last]").TextContent.ShouldBe("last: D, bearing wear 69\u00a0%, 3 min ago");
        held.Find("[data-field=grade]").GetAttribute("aria-label").ShouldBe("Last grade D: act now");
        held.Find("[data-field=grade]").ClassList.ShouldContain("is-held");
        held.Find("tr").GetAttribute("data-state").ShouldBe("D", "a connection changes neither its place nor its tile");

        var later = RowOf(drill with { Assessed = assessed, Latest = Standing(31) }, Rows.Noon.AddMinutes(31));
        later.Find("tr").GetAttribute("data-state").ShouldBe("unassessed");
        later.Find("[data-field=grade]").GetAttribute("aria-label").ShouldBe("Not assessed");
        later.Find("[data-field=last]").TextContent.ShouldBeEmpty();
        later.Find("[data-field=health]").TextContent.ShouldBe("–");
    }

    [Fact]
    public void A_grade_that_is_held_back_says_so()
    {
        var drill = Condition("D1", "north-sea", "C");
        RowOf(drill with { Latest = drill.Latest! with { HealthIndex = 98 } }, Rows.Noon)
            .Find("[data-field=summary]").TextContent.ShouldBe("grade C stays until five minutes were better");
        RowOf(drill, Rows.Noon).Find("[data-field=summary]").TextContent.ShouldBeEmpty("its health index says C too");
    }

    [Fact]
    public void A_drill_that_was_switched_off_yesterday_has_no_grade_today()
    {
        var row = RowOf(Condition("D1", "north-sea", "A"), Rows.Noon.AddHours(24.5));
        row.Find("tr").GetAttribute("data-state").ShouldBe("unassessed");
        row.Find("[data-field=mode]").TextContent.ShouldBe("no data for 24 h");
        row.Find("[data-field=last]").TextContent.ShouldBe("last: A, 24 h ago");
    }

    [Fact]
    public void A_sensor_fault_is_a_state_of_its_own_beside_a_good_grade_and_below_a_bad_one()
    {
        var drill = Condition("D1", "north-sea", "A");
        var row = RowOf(drill with { Latest = drill.Latest! with { SensorFaults = Rows.SensorFaults } }, Rows.Noon);
        row.Find("tr").GetAttribute("data-state").ShouldBe("sensor");
        row.Find("[data-field=grade]").GetAttribute("aria-label").ShouldBe("Grade A: as new");
        row.Find("[data-field=sensor-text]").TextContent
            .ShouldBe("sensor: vibration lateral: saturated");
        drill = Condition("D1", "north-sea", "D");
        RowOf(drill with { Latest = drill.Latest! with { SensorFaults = Rows.SensorFaults } }, Rows.Noon)
            .Find("tr").GetAttribute("data-state").ShouldBe("D");
    }

    [Fact]
    public void Condition_by_failure_mode_is_read_in_a_few_lines()
    {
        var drill = Condition("D1", "north-sea", "D");
        var update = drill.Latest! with { Evidence = Rows.Evidence, Findings = Rows.Findings, SensorFaults = Rows.SensorFaults };
        ConditionLine.Of(drill with { Latest = update }, UnitSystem.Metric).ShouldBe(
        [
            new("sensor", "Sensor fault", "Vibration lateral: saturated", "12 % of samples at ±50 m/s2", ""),
            new("suspected", "Suspected", "Bearing wear 69\u00a0%", "top-drive bearing, outer race · zone C of ISO 20816-3 "
                + "· by rule and model · by temperature only · bearing temperature 81.5\u00a0°C (usual 40 to 65)", ""),
            new("suspected", "Suspected", "Imbalance 20\u00a0%", "by model", "Look for mud cake."),
            new("clear", "Nothing found", "Stick-slip, overheating", "", ""),
            new("unseen", "Cannot be seen", "Gear wear, whirl", "no vibration waveform", ""),
        ]);
        var healthy = drill.Latest! with { Evidence = Rows.Evidence };
        ConditionLine.Of(drill with { Latest = healthy }, UnitSystem.Metric)[1]
            .ShouldBe(new("weak", "Nothing found, little evidence", "Bearing wear", "by temperature only", ""));
        ConditionLine.Of(drill, UnitSystem.Metric).ShouldBeEmpty("a row of an earlier build does not tell");
    }

    private IRenderedComponent<FleetRow> RowOf(DrillCondition drill, DateTime now) => _context.Render<FleetRow>(p => p
        .Add(r => r.Drill, drill).Add(r => r.NowUnixMicros, UnixMicros.Of(now))
        .Add(r => r.StaleAfter, TimeSpan.FromSeconds(30)).Add(r => r.Units, UnitSystem.Metric));

    private static Core.Feed.AssetUpdate Standing(int minute) =>
        Rows.Update("D1", "north-sea", Rows.Noon.AddMinutes(minute), double.NaN, "");

    private static long Now => UnixMicros.Of(Rows.Noon);

    private static DrillCondition Condition(string id, string region, string? grade)
    {
        var update = Rows.Update(id, region, Rows.Noon, 50, grade ?? "");
        return new DrillCondition
        {
            Asset = Rows.Drill(id, region), Version = 1, Latest = update, Assessed = grade is null
            ? null : update
        };
    }
}
