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
        DisplayUnits.Of("N.m", UnitSystem.Metric).FormatWithUnit(14_000).ShouldBe("14.00 kN·m");
        var shown = Core.Channels.StandardChannels.All.Select(c => c.Unit).Concat(Descriptors.All.Select(d => d.Unit)).Distinct();
        foreach (var unit in shown)
            foreach (var system in Enum.GetValues<UnitSystem>())
                if (unit is not ("A" or "deg" or "rev/min" or "m" or "degC" or "degC/min" or "mm/s" or "1"))
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

    [Fact]
    public void The_newest_finding_stands_while_a_drill_gives_no_evidence()
    {
        var feed = new Core.Feed.LiveFeed();
        var registry = new Core.Assets.AssetRegistry();
        registry.AddOrReplace([Rows.Drill("D1", "north-sea")]);
        using var fleet = new LiveFleet(feed, registry, TimeProvider.System);
        feed.Publish([Rows.Update("D1", "north-sea", Rows.Noon, 30, "D", "imbalance")]);
        feed.Publish([Rows.Update("D1", "north-sea", Rows.Noon.AddSeconds(60), double.NaN, "", "none")]);
        var drill = fleet.Find("D1")!;
        drill.Grade.ShouldBe("D");
        drill.Latest!.EventTimeUnixMicros.ShouldBe(UnixMicros.Of(Rows.Noon.AddSeconds(60)));
        drill.Assessed!.EventTimeUnixMicros.ShouldBe(UnixMicros.Of(Rows.Noon));
        drill.Corrections.ShouldBe(0);
        feed.Publish([Rows.Update("UNKNOWN", "north-sea", Rows.Noon, 30)]);
        fleet.Find("UNKNOWN").ShouldBeNull("only registered drills are shown");
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
