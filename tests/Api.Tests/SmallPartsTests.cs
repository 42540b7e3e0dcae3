using Maintenance.Api.Fleet;
using Maintenance.Api.Wording;
using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;
using Maintenance.Core.Time;
using Maintenance.Queries;

namespace Maintenance.Api.Tests;

/// <summary>Parts that need no server.</summary>
public sealed class SmallPartsTests
{
    [Theory]
    [InlineData("*", "north-sea", true)]
    [InlineData("north-sea, santos", "Santos", true)]
    [InlineData("north-sea", "santos", false)]
    [InlineData("", "north-sea", false)]
    [InlineData(null, "north-sea", false)]
    public void A_scope_allows_its_regions(string? text, string region, bool allowed) => RegionScope.Parse(text).Allows(region)
        .ShouldBe(allowed);

    [Theory]
    [InlineData(60, 600, 100_000)]
    [InlineData(900, 450, 2_000_000)]
    [InlineData(86_400, 600, 300_000_000)]
    [InlineData(31_536_000, 10, 3_153_600_000_000)]
    public void A_bucket_is_the_smallest_round_one_that_fits(long seconds, int points, long expectedMicros)
    {
        var width = BucketWidth.Choose(new TimeRange(0, seconds * 1_000_000), points);
        width.ShouldBeLessThanOrEqualTo(Math.Max(expectedMicros, 37 * 86_400_000_000L));
        (seconds * 1_000_000d / width).ShouldBeLessThanOrEqualTo(points);
        if (seconds < 10_000_000) width.ShouldBe(expectedMicros);
    }

    [Fact]
    public void Display_units_convert_and_every_channel_and_descriptor_has_one()
    {
        DisplayUnits.Of("N", UnitSystem.Oilfield).Convert(444_822.16152605).ShouldBe(100, 1e-9);
        DisplayUnits.Of("Pa", UnitSystem.Oilfield).Convert(6_894_757.293168).ShouldBe(1000, 1e-9);
        DisplayUnits.Of("degC", UnitSystem.Oilfield).Convert(100).ShouldBe(212, 1e-12);
        DisplayUnits.Of("m/s", UnitSystem.Oilfield).Convert(0.3048 / 3600 * 50).ShouldBe(50, 1e-9);
        DisplayUnits.Of("kg/m3", UnitSystem.Oilfield).Convert(1198.264).ShouldBe(10, 1e-4);
        DisplayUnits.Of("W", UnitSystem.Oilfield).Convert(745_699.87).ShouldBe(1000, 1e-3);
        DisplayUnits.Of("N.m", UnitSystem.Metric).FormatWithUnit(14_000).ShouldBe("14.00 kN·m");
        var shown = Core.Channels.StandardChannels.All.Select(c => c.Unit).Concat(Descriptors.All.Select(d => d.Unit)).Distinct();
        foreach (var unit in shown)
            foreach (var system in Enum.GetValues<UnitSystem>())
                if (unit is not ("A" or "deg" or "rev/min" or "m" or "degC" or "degC/min" or "mm/s" or "Hz" or "1"))
                    DisplayUnits.Of(unit, system).Symbol.ShouldNotBe(unit, $"{unit} has no display unit");
    }

    [Theory]
    [InlineData("""["plain"]""", "plain")]
    [InlineData("not json", "not json")]
    [InlineData("""[{"cause":"mud flow","descriptor":"mud_flow_in_mean","value":null,"unit":"m3/s","usualLow":null,"usualHigh":null,"contribution":0.1}]""", "mud flow")]
    [InlineData("""[{"cause":"torque","value":14000,"unit":"N.m","usualLow":8000,"usualHigh":12000}]""",
        "torque 14\u00a0kN·m (usual 8 to 12)")]
    [InlineData("""[{"cause":"rate of penetration","value":0.00012,"unit":"m/s"}]""", "rate of penetration 0.432\u00a0m/h")]
    public void Reasons_are_worded_or_shown_as_they_are(string json, string expected) => ReasonText.FirstOf(json, UnitSystem.Metric)
        .ShouldBe(expected);

    [Theory]
    [InlineData(76, 112, 150, float.NaN, "112 h (76–150)")]
    [InlineData(76, 112, 150, 151, "112 h (76–150)")]
    [InlineData(76, 112, 150, 150, "112 h (76–more than 150)")]
    [InlineData(76, 112, 150, 112, "more than 112 h")]
    [InlineData(76, 112, 150, 80, "more than 80 h")]
    [InlineData(float.NaN, float.NaN, float.NaN, 80, null)]
    public void A_life_beyond_what_training_saw_is_more_than_that(float p10, float p50, float p90, float limit, string? expected) =>
        RulText.Of(new RulQuantiles(p10, p50, p90) { Limit = limit }).ShouldBe(expected);

    [Fact]
    public void A_drill_that_gives_no_evidence_has_no_grade_and_its_last_one_beside_it_for_half_an_hour()
    {
        var feed = new Core.Feed.LiveFeed();
        var registry = new Core.Assets.AssetRegistry();
        registry.AddOrReplace([Rows.Drill("D1", "north-sea")]);
        using var fleet = new LiveFleet(feed, registry, TimeProvider.System);
        feed.Publish([Rows.Update("D1", "north-sea", Rows.Noon, 30, "D", "imbalance")]);
        feed.Publish([Rows.Update("D1", "north-sea", Rows.Noon.AddSeconds(60), double.NaN, "", "none")]);
        var drill = fleet.Find("D1")!;
        (drill.Grade, drill.HealthIndex, drill.FailureMode).ShouldBe((null, null, null));
        drill.NotAssessed.ShouldBe("the string stands still");
        drill.Last!.Grade.ShouldBe("D");
        drill.StateAt(UnixMicros.Of(Rows.Noon.AddSeconds(61))).ShouldBe("D", "a connection changes no state");
        drill.Corrections.ShouldBe(0);
        feed.Publish([Rows.Update("D1", "north-sea", Rows.Noon.AddMinutes(30).AddSeconds(1), double.NaN, "", "none")]);
        drill = fleet.Find("D1")!;
        drill.Last.ShouldBeNull();
        drill.StateAt(UnixMicros.Of(Rows.Noon.AddMinutes(31))).ShouldBe("unassessed");
        feed.Publish([Rows.Update("D1", "north-sea", Rows.Noon.AddMinutes(32), 95)]);
        drill = fleet.Find("D1")!;
        (drill.Grade, drill.NotAssessed, drill.Last).ShouldBe(("A", null, null));
        drill.StateAt(UnixMicros.Of(Rows.Noon.AddMinutes(33))).ShouldBe("A");
        drill.StateAt(UnixMicros.Of(Rows.Noon.AddDays(1))).ShouldBe("unassessed", "it was switched off yesterday");
        feed.Publish([Rows.Update("UNKNOWN", "north-sea", Rows.Noon, 30)]);
        fleet.Find("UNKNOWN").ShouldBeNull("only registered drills are shown");
    }

    [Fact]
    public void Those_that_need_a_person_come_first()
    {
        DrillCondition[] fleet =
        [
            Of("A1", "A", 95), Of("B1", "B", 80), Of("N1", "", double.NaN), Of("C1", "C", 55), Of("D1", "D", 5), Of("D2", "D", 35),
            Of("S1", "A", 99, Rows.SensorFaults), Of("S2", "D", 20, Rows.SensorFaults),
            new() { Asset = Rows.Drill("X1", "n"), Version = 1 },
        ];
        string.Join(' ', FleetOrder.ByRisk(fleet, UnixMicros.Of(Rows.Noon)).Select(d => d.Asset.Id.Value))
            .ShouldBe("D1 S2 D2 C1 S1 N1 B1 A1 X1");

        static DrillCondition Of(string id, string grade, double health, string? faults = null)
        {
            var update = Rows.Update(id, "n", Rows.Noon, health, grade) with { SensorFaults = faults };
            return new DrillCondition
            { Asset = Rows.Drill(id, "n"), Version = 1, Latest = update, Assessed = grade.Length == 0 ? null : update };
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("not json")]
    [InlineData("[\"\\ud800\"]")]
    public void What_is_not_of_the_format_is_shown_as_it_is(string json)
    {
        ConditionText.Evidence(json).ShouldBe([new ModeEvidence("unreadable", "none", $"cannot be read: {json}")]);
        ConditionText.Findings(json, UnitSystem.Metric).ShouldHaveSingleItem().Place.ShouldBe($"cannot be read: {json}");
        ConditionText.SensorFaults(json).ShouldHaveSingleItem().Text.ShouldBe($"sensor faults: unreadable ({json})");
    }

    [Fact]
    public void A_part_that_cannot_be_read_does_not_hide_the_others()
    {
        ConditionText.Evidence("{\"bearing_wear\":7,\"whirl\":{\"evidence\":\"good\"},\"imbalance\":{}}").ShouldBe(
        [
            new ModeEvidence("bearing_wear", "none", "cannot be read: 7"), new ModeEvidence("imbalance", "none", "cannot be read: {}"),
            new ModeEvidence("whirl", "good", null),
        ]);
        ConditionText.Findings("[1,{\"mode\":\"whirl\",\"probability\":0.4}]", UnitSystem.Metric)
            .Select(f => (f.Mode, f.Place)).ShouldBe([("unreadable", "cannot be read: 1"), ("whirl", "")]);
        ConditionText.SensorFaults("[\"x\",{\"channel\":\"torque\",\"fault\":\"frozen\"}]").Select(f => f.Text)
            .ShouldBe(["sensor faults: unreadable (x)", "torque: frozen"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData(" ")]
    public void What_is_not_told_is_empty(string? json)
    {
        ConditionText.Evidence(json).ShouldBeEmpty();
        ConditionText.Findings(json, UnitSystem.Metric).ShouldBeEmpty();
        ConditionText.SensorFaults(json).ShouldBeEmpty();
    }

    [Fact]
    public void A_block_of_a_clock_that_runs_ahead_does_not_hide_those_that_come_after_it()
    {
        var feed = new Core.Feed.LiveFeed();
        var registry = new Core.Assets.AssetRegistry();
        registry.AddOrReplace([Rows.Drill("D1", "north-sea")]);
        using var fleet = new LiveFleet(feed, registry, TimeProvider.System);
        var stray = Rows.Update("D1", "north-sea", Rows.Noon.AddSeconds(190), 98) with { ReceivedUnixMicros = UnixMicros.Of(Rows.Noon) };
        feed.Publish([stray]);
        feed.Publish([Rows.Update("D1", "north-sea", Rows.Noon.AddSeconds(3), 21, "D", "imbalance")
            with { NewestStampUnixMicros = stray.EventTimeUnixMicros }]);
        var drill = fleet.Find("D1")!;
        drill.Grade.ShouldBe("D");
        var now = UnixMicros.Of(Rows.Noon.AddSeconds(5));
        drill.AgeAt(now).ShouldBe(TimeSpan.FromSeconds(2));
        drill.ClockAheadAt(now).ShouldBe(TimeSpan.FromSeconds(185));
        drill.ClockAheadAt(UnixMicros.Of(Rows.Noon.AddSeconds(190))).ShouldBeNull("its time has come");
    }
}
