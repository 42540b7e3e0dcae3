using Maintenance.Core.Conditions;
using Maintenance.Scoring.HealthAssessment.Rules;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.Tests.Trends;

/// <summary>
/// Precursors of stuck pipe on written-down minutes: each sign is seen, and nothing that a crew does every day is taken for one.
/// </summary>
public sealed class StuckPipeTrendTests
{
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Drilling_with_connections_is_no_sign(bool oneReading, bool depths)
    {
        var rig = new TrendRig { OneReading = oneReading, HasDepths = depths };
        for (var stand = 0; stand < 6; stand++) rig.Drill(25).Connect();
        rig.Findings.StuckPipe.IsSeen.ShouldBeTrue();
        rig.GreatestStuckPipe().ShouldBeLessThan(FaultLimits.NamedFrom);
        rig.Findings.StuckPipe.Reasons.ShouldBeNull();
    }

    [Fact]
    public void Starting_and_stopping_pumps_and_rotation_is_no_sign()
    {
        var rig = new TrendRig().Drill(60);
        for (var i = 0; i < 4; i++)
            rig.Off(5, load: 1.03, pressure: 0, flow: 0).Off(5, load: 1.01).Off(5, torque: 0.3, speed: 0.5).Drill(10);
        rig.GreatestStuckPipe().ShouldBeLessThan(FaultLimits.NamedFrom);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_trip_that_grows_lighter_is_no_sign(bool depths)
    {
        var rig = new TrendRig { HasDepths = depths }.Drill(40).TripOut(30);
        rig.GreatestStuckPipe().ShouldBeLessThan(FaultLimits.NamedFrom);
    }

    [Fact]
    public void Running_in_and_starting_to_drill_is_no_sign()
    {
        var rig = new TrendRig { Missing = [MinuteColumn.BlockPositionMin] }.RunIn(50, metres: 40);
        rig.GreatestStuckPipe().ShouldBeLessThan(FaultLimits.NamedFrom, "a string grows heavier on its way in");
        rig.Drill(4).GreatestStuckPipe().ShouldBeLessThan(FaultLimits.NamedFrom, "no usual speed is known yet, but the string turns");
    }

    [Fact]
    public void The_weight_on_the_bit_is_not_missing_on_the_hook()
    {
        var rig = new TrendRig { HasDepths = false };
        for (var stand = 0; stand < 3; stand++) rig.Drill(25).Connect();
        rig.Drill(3, (r, _) => r.Torque = 20_000);
        rig.Findings.StuckPipe.Reasons.ShouldNotBeNull().ShouldContain(r => r.Descriptor == "torque_mean", "drilling is not in slips");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Overpull_on_a_trip_is_named(bool depths)
    {
        var rig = new TrendRig { HasDepths = depths }.Drill(20).TripOut(20).TripOut(3, stand => 0.06 * (stand + 1));
        rig.Findings.StuckPipe.Probability.ShouldBeGreaterThan(FaultLimits.AlarmFrom);
        rig.Findings.StuckPipe.Defect.ShouldBe("overpull");
        var reason = rig.Findings.StuckPipe.Reasons![0];
        (reason.Descriptor, reason.Unit).ShouldBe(("string_load", "N"));
        reason.Value!.Value.ShouldBeGreaterThan(reason.UsualHigh!.Value * 1.05f);
    }

    [Fact]
    public void Pressure_that_rises_at_the_same_flow_off_bottom_is_pack_off()
    {
        var rig = new TrendRig().Drill(60).Off(20, torque: 0.3, speed: 1).Off(3, torque: 0.35, speed: 1, pressure: 1.25);
        rig.Findings.StuckPipe.Probability.ShouldBeGreaterThan(FaultLimits.AlarmFrom);
        rig.Findings.StuckPipe.Defect.ShouldBe("pack-off");
        var more = new TrendRig().Drill(60).Off(20, torque: 0.3, speed: 1).Off(3, torque: 0.3, speed: 1, pressure: 1.19, flow: 1.1);
        more.Findings.StuckPipe.Probability.ShouldBeLessThan(FaultLimits.NamedFrom, "more flow takes more pressure");
    }

    [Fact]
    public void Pressure_and_torque_that_surge_together_are_pack_off_however_slowly_it_comes()
    {
        var rig = new TrendRig();
        for (var stand = 0; stand < 6; stand++) Surging(rig, torque: 0.3, pressure: 0.15);
        rig.Findings.StuckPipe.Probability.ShouldBeGreaterThan(FaultLimits.AlarmFrom, "it surged for all of the two hours");
        rig.Findings.StuckPipe.Defect.ShouldBe("pack-off");
        rig.Findings.StuckPipe.Reasons!.ShouldContain(r => r.Descriptor == "standpipe_pressure_surge" && r.Value > r.UsualHigh + 0.1f);
    }

    [Theory]
    [InlineData(0.3, 0)]
    [InlineData(0, 0.15)]
    public void Torque_alone_is_stick_slip_and_pressure_alone_a_pump(double torque, double pressure)
    {
        var rig = new TrendRig();
        for (var stand = 0; stand < 6; stand++) Surging(rig, torque, pressure);
        rig.GreatestStuckPipe().ShouldBeLessThan(FaultLimits.NamedFrom);
    }

    [Fact]
    public void What_pulsates_in_every_minute_is_usual()
    {
        var rig = new TrendRig { Surges = (0.3, 0.15) };
        for (var stand = 0; stand < 6; stand++) rig.Drill(25).Connect();
        rig.GreatestStuckPipe().ShouldBeLessThan(FaultLimits.NamedFrom);
    }

    [Fact]
    public void A_pressure_gauge_that_is_mended_shows_no_pack_off()
    {
        var rig = new TrendRig { Pressure = 20e6 - 4e6, PressureZero = -4e6 };
        for (var stand = 0; stand < 4; stand++) rig.Drill(15).Connect();
        (rig.Pressure, rig.PressureZero) = (20e6, 0);
        var mended = rig.Minutes.Length;
        for (var stand = 0; stand < 3; stand++) rig.Drill(15).Connect();
        rig.GreatestStuckPipe(mended).ShouldBeLessThan(FaultLimits.NamedFrom);
        for (var stand = 0; stand < 2; stand++) rig.Drill(15).Connect();
        rig.Off(20, torque: 0.3, speed: 1).Off(3, torque: 0.3, speed: 1, pressure: 1.3).Findings.StuckPipe.Defect
            .ShouldBe("pack-off", "and is compared with what it has shown since");
    }

    [Fact]
    public void A_torque_that_is_measured_again_has_not_risen()
    {
        var rig = new TrendRig { Torque = 0 }.Drill(60);
        rig.Torque = 10_000;
        rig.Drill(40).GreatestStuckPipe().ShouldBeLessThan(FaultLimits.NamedFrom, "a string that turns with no torque is no reference");
    }

    // A stand in which every third minute surges.
    private static void Surging(TrendRig rig, double torque, double pressure)
    {
        for (var i = 0; i < 8; i++)
        {
            rig.Surges = (0.05, 0.03);
            rig.Drill(2);
            rig.Surges = (0.05 + torque, 0.03 + pressure);
            rig.Drill(1);
        }
        rig.Surges = default;
        rig.Connect();
    }

    [Fact]
    public void A_string_that_is_wound_up_instead_of_turned_is_named()
    {
        var rig = new TrendRig().Drill(60).Off(10, torque: 0.4, speed: 1).Off(1, torque: 2.5, speed: 0.05).Off(2, torque: 0.4, speed: 1)
            .Off(1, torque: 2.5, speed: 0);
        rig.Findings.StuckPipe.Probability.ShouldBeGreaterThan(FaultLimits.AlarmFrom);
        rig.Findings.StuckPipe.Defect.ShouldBe("erratic torque");
        rig.Findings.StuckPipe.Reasons!.ShouldContain(r => r.Descriptor == "torque_stall");
    }

    [Fact]
    public void One_jerk_is_a_reason_to_look_and_two_are_a_reason_to_act()
    {
        TrendRig Rig() => new TrendRig().Drill(60).Off(10, torque: 0.4, speed: 1);
        var once = Rig().Off(1, torque: 3, speed: 0).Findings.StuckPipe.Probability;
        var twice = Rig().Off(2, torque: 3, speed: 0).Findings.StuckPipe.Probability;
        once.ShouldBeInRange(FaultLimits.NamedFrom, FaultLimits.AlarmFrom);
        twice.ShouldBeGreaterThan(FaultLimits.AlarmFrom);
    }

    [Fact]
    public void A_sign_fades_when_it_is_over()
    {
        var rig = new TrendRig().Drill(60).Off(20, torque: 0.3, speed: 1).Off(3, torque: 0.3, speed: 1, pressure: 1.3);
        var at = rig.Findings.StuckPipe.Probability;
        rig.Off(10, torque: 0.3, speed: 1).Findings.StuckPipe.Probability.ShouldBeLessThan(at);
        rig.Off(15, torque: 0.3, speed: 1).Findings.StuckPipe.Probability.ShouldBeLessThan(FaultLimits.NamedFrom);
    }

    [Fact]
    public void A_rig_with_twice_the_torque_is_judged_alike()
    {
        TrendFindings Of(double scale) => new TrendRig { TorqueScale = scale }.Drill(80).Off(10, torque: 0.4, speed: 1)
            .Off(3, torque: 2.5, speed: 0.05).Findings;
        Of(2).StuckPipe.Probability.ShouldBe(Of(1).StuckPipe.Probability, 1e-4f);
    }

    [Fact]
    public void Weight_taken_off_the_bit_is_no_overpull()
    {
        var rig = new TrendRig { Weight = 300_000 }.Drill(60).Off(5, load: 1.01, torque: 0.3, speed: 1).Drill(20)
            .Off(3, load: 1.01, torque: 0.3, speed: 1);
        rig.GreatestStuckPipe().ShouldBeLessThan(FaultLimits.NamedFrom);
        var unknown = new TrendRig { Weight = 300_000, Missing = [MinuteColumn.WeightOnBit] }.Drill(60)
            .Off(5, load: 1.01, torque: 0.3, speed: 1).Drill(20).Off(3, load: 1.01, torque: 0.3, speed: 1);
        unknown.GreatestStuckPipe(from: 70).ShouldBeLessThan(FaultLimits.AlarmFrom, "though nothing tells weight on bit");
    }

    [Fact]
    public void Gaps_and_missing_channels_leave_the_other_signs()
    {
        var rig = new TrendRig { Missing = [MinuteColumn.HookLoad, MinuteColumn.RotarySpeed] }.Drill(60).Gap(7)
            .Off(20, torque: 0.3).Off(3, torque: 0.3, pressure: 1.3);
        rig.Findings.StuckPipe.Probability.ShouldBeGreaterThan(FaultLimits.AlarmFrom);
        var less = new TrendRig { Missing = [MinuteColumn.StandpipePressure, MinuteColumn.MudFlowIn, MinuteColumn.Torque] }.Drill(20)
            .TripOut(20).TripOut(3, stand => 0.06 * (stand + 1));
        less.Findings.StuckPipe.Probability.ShouldBeGreaterThan(FaultLimits.AlarmFrom);
    }

    [Fact]
    public void A_pull_of_half_the_string_is_named_and_a_load_that_is_none_is_not()
    {
        var pulled = new TrendRig().Drill(30).Connect().Drill(30).Off(5, load: 1.01).Off(3, load: 1.7);
        pulled.Findings.StuckPipe.Probability.ShouldBeGreaterThan(FaultLimits.AlarmFrom, "the block tells what slips are");
        var broken = new TrendRig().Drill(30).Connect().Drill(30).Off(5, load: 1.01).Off(3, load: 1e6);
        broken.GreatestStuckPipe().ShouldBeLessThan(FaultLimits.NamedFrom);
        var taken = new TrendRig { HasDepths = false }.Off(40, load: 0.3).Off(10);
        taken.GreatestStuckPipe().ShouldBeLessThan(FaultLimits.NamedFrom, "the string is taken over from the slips");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 0.0968)]
    [InlineData(1, 0.3)]
    [InlineData(2, 0.6316)]
    [InlineData(-1, 0)]
    public void The_limit_reached_once_is_where_grade_C_begins(double index, float probability) =>
        TrendIndex.Probability(index).ShouldBe(probability, 1e-4f);

    [Fact]
    public void What_cannot_be_seen_is_said()
    {
        new TrendRig().Drill(29).Findings.StuckPipe.Unseen.ShouldBe("less than half an hour of data");
        MinuteColumn[] all = [MinuteColumn.Torque, MinuteColumn.HookLoad, MinuteColumn.StandpipePressure];
        new TrendRig { Missing = all }.Drill(60).Findings.StuckPipe.Unseen.ShouldBe("no torque, hook load or pressure");
        var surface = new TrendRig().Drill(60).Minutes;
        surface[^1][MinuteColumn.BitDepth] = 12;
        TrendAssessor.Assess(surface).StuckPipe.Unseen.ShouldBe("the string is out of the hole");
    }
}
