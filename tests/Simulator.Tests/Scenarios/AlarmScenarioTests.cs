using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Simulator.Physics;
using Maintenance.Simulator.Scenarios;

namespace Maintenance.Simulator.Tests.Scenarios;

/// <summary>What the scenarios for the alarm system give it to judge.</summary>
public sealed class AlarmScenarioTests
{
    private const long Start = 1_767_225_600_000_000;
    private const long Second = 1_000_000;
    private const long Hour = 3_600 * Second;

    [Fact]
    public void A_chattering_sensor_jumps_at_least_1500_times_an_hour_and_not_by_the_clock()
    {
        var fleet = Load("sensor-chattering").CreateFleet(Start);
        var high = Enumerable.Range(0, 3_600)
            .Select(i => Maximum(fleet, 0, Start + Hour + (i * Second), StandardChannels.BearingTemperature) > 90).ToList();
        var onsets = Enumerable.Range(1, 3_599).Where(i => high[i] && !high[i - 1]).ToList();
        onsets.Count.ShouldBeGreaterThanOrEqualTo(1_500);
        onsets.Zip(onsets.Skip(1), (a, b) => b - a).Distinct().Count().ShouldBeGreaterThan(2);
        Maximum(fleet, 1, Start + Hour, StandardChannels.BearingTemperature).ShouldBeLessThan(90, "the others are well");
    }

    [Fact]
    public void Its_reading_stays_high_for_twenty_minutes()
    {
        var fleet = Load("sensor-chattering").CreateFleet(Start);
        for (var t = Start + (3 * Hour); t < Start + (200 * 60 * Second); t += 7 * Second)
            Maximum(fleet, 0, t, StandardChannels.BearingTemperature).ShouldBeGreaterThan(75);
    }

    [Fact]
    public void In_a_power_dip_nothing_turns_and_oil_pressure_needs_a_minute_to_come_back()
    {
        var scenario = Load("power-dip");
        var (fleet, sound) = (scenario.CreateFleet(Start), (scenario with { PowerDips = [] }).CreateFleet(Start));
        var dip = Start + Hour;
        var low = 0;
        for (var drill = 0; drill < fleet.Assets.Count; drill++)
        {
            Bytes(fleet, drill, dip - Second).ShouldBe(Bytes(sound, drill, dip - Second), "before it nothing changes");
            foreach (var channel in (int[])[StandardChannels.RotarySpeed, StandardChannels.MudFlowIn, StandardChannels.OilPressure])
                Maximum(fleet, drill, dip + (10 * Second), channel).ShouldBe(0);
            var after = dip + (40 * Second);
            Maximum(fleet, drill, after, StandardChannels.RotarySpeed).ShouldBe(Maximum(sound, drill, after, StandardChannels.RotarySpeed));
            if (Maximum(fleet, drill, after, StandardChannels.OilPressure) < 200_000) low++;
            Bytes(fleet, drill, dip + (81 * Second)).ShouldBe(Bytes(sound, drill, dip + (81 * Second)), "a minute later all is as before");
        }
        low.ShouldBe(40, "everywhere at once");
    }

    [Fact]
    public void A_second_dip_is_of_one_drill()
    {
        var fleet = Load("power-dip").CreateFleet(Start);
        var at = Start + (2 * Hour) + (2 * Second);
        for (var drill = 0; drill < fleet.Assets.Count; drill++)
            (Maximum(fleet, drill, at, StandardChannels.OilPressure) == 0).ShouldBe(drill == 7);
    }

    [Fact]
    public void The_satellite_outage_is_of_all_forty_drills_for_six_hours_with_failures_in_it()
    {
        var scenario = Load("satellite-outage");
        var outage = scenario.Outages.ShouldHaveSingleItem();
        (scenario.Drills, outage.Drill, outage.Until - outage.From).ShouldBe((40, null, TimeSpan.FromHours(6)));
        scenario.Faults.Count(f => f.Onset >= outage.From && f.Onset + f.Growth <= outage.Until).ShouldBe(4);
        scenario.Faults.ShouldContain(f => f.Onset + f.Growth > outage.Until, "one that still matters when the data comes");
    }

    private static Scenario Load(string name) => ScenarioReader.ReadFile(Repository.PathOf($"scenarios/{name}.json"));

    private static byte[] Bytes(SimulatedFleet fleet, int drill, long at) => TelemetryCodecV1.Encode(fleet.GenerateBlock(drill, at));

    // Missing values aside: sensors drop out now and then.
    private static float Maximum(SimulatedFleet fleet, int drill, long at, int channel)
    {
        var values = fleet.GenerateBlock(drill, at).Columns.Single(c => c.ChannelId == channel).Values.Where(float.IsFinite).ToArray();
        return values.Length == 0 ? float.NaN : values.Max();
    }
}
