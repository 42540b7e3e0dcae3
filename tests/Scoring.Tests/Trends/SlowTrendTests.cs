using Maintenance.Core.Conditions;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.Tests.Trends;

/// <summary>Washout and bit wear on written-down minutes, and what holds for all trends.</summary>
public sealed class SlowTrendTests
{
    [Fact]
    public void Pressure_that_falls_at_the_same_flow_is_a_washout()
    {
        var rig = new TrendRig().Drill(80).Drill(25, (r, _) => r.Pressure *= 0.992);
        rig.Findings.Washout.Probability.ShouldBeGreaterThan(FaultLimits.AlarmFrom);
        var reason = rig.Findings.Washout.Reasons.ShouldNotBeNull()[0];
        reason.Value!.Value.ShouldBeLessThan(reason.UsualLow!.Value);
        rig.Findings.BitWear.Probability.ShouldBe(0);
    }

    [Fact]
    public void A_slow_washout_is_named_by_a_fall_that_goes_on()
    {
        var rig = new TrendRig();
        for (var stand = 0; stand < 4; stand++) rig.Drill(26, (r, _) => r.Pressure *= 0.9993).Connect();
        rig.Drill(8, (r, _) => r.Pressure *= 0.9993).Findings.Washout.Probability.ShouldBeGreaterThan(FaultLimits.AlarmFrom);
        var other = new TrendRig().Drill(60).Drill(60, (r, _) => r.Pressure = 20e6 * 0.93);
        other.Findings.Washout.Probability.ShouldBeLessThan(FaultLimits.AlarmFrom, "it changed at once");
        var wandering = new TrendRig().Drill(120, (r, i) => r.Pressure = 20e6 * (1 - (0.07 * Math.Sin(i / 30.0))));
        wandering.Findings.Washout.Probability.ShouldBeLessThan(FaultLimits.NamedFrom, "it rises again");
    }

    [Fact]
    public void Less_flow_connections_and_stopped_pumps_are_no_washout()
    {
        var rig = new TrendRig().Drill(60);
        rig.Drill(20, (r, _) => (r.Flow, r.Pressure) = (0.045, 20e6 * Math.Pow(0.9, 1.75)));
        rig.Findings.Washout.Probability.ShouldBeLessThan(FaultLimits.NamedFrom);
        rig.Drill(30, (r, _) => (r.Flow, r.Pressure) = (0.05, 20e6)).Connect();
        rig.Drill(10).Findings.Washout.Probability.ShouldBeLessThan(FaultLimits.NamedFrom);
        rig.Off(10, pressure: 0, flow: 0).Findings.Washout.Unseen.ShouldBe("the pumps are off");
    }

    [Fact]
    public void A_washout_needs_pressure_and_flow()
    {
        new TrendRig { Missing = [MinuteColumn.StandpipePressure] }.Drill(90).Findings.Washout.Unseen.ShouldBe("no standpipe pressure");
        new TrendRig { Missing = [MinuteColumn.MudFlowIn] }.Drill(90).Findings.Washout.Unseen.ShouldBe("no mud flow");
    }

    [Fact]
    public void A_bit_that_slows_down_gradually_at_the_same_weight_is_worn()
    {
        var rig = new TrendRig { Rate = 0.03 }.Drill(118, (r, _) => r.Rate *= 0.992);
        rig.Findings.BitWear.Probability.ShouldBeGreaterThan(FaultLimits.AlarmFrom);
        rig.Findings.BitWear.Component.ShouldBe("bit");
        rig.Findings.BitWear.Reasons![0].Value!.Value.ShouldBeGreaterThan(1.8f);
    }

    [Fact]
    public void A_bit_that_loses_a_third_of_its_rate_is_worn_while_its_torque_keeps_to_its_weight()
    {
        var worn = new TrendRig { Rate = 0.01 }.Drill(118, (r, _) => r.Rate *= 0.9945);
        worn.Findings.BitWear.Probability.ShouldBeGreaterThan(FaultLimits.AlarmFrom);
        // Torque of a rig differs from stand to stand; what counts is weight, speed and rate.
        var rocks = new TrendRig { Rate = 0.01 }
            .Drill(118, (r, i) => (r.Rate, r.Torque) = (r.Rate * 0.9945, i / 25 % 2 == 0 ? 9_000 : 11_000));
        rocks.Findings.BitWear.Probability.ShouldBeGreaterThan(FaultLimits.AlarmFrom);
        var rock = new TrendRig { Rate = 0.01 }.Drill(118, (r, _) => (r.Rate, r.Torque) = (r.Rate * 0.9945, r.Torque * 1.003));
        rock.Findings.BitWear.Probability.ShouldBe(0, "another rock: more torque for the same weight");
    }

    [Fact]
    public void Another_rock_and_less_weight_are_no_wear()
    {
        var rock = new TrendRig().Drill(60).Drill(58, (r, i) => r.Rate = 0.0012);
        rock.Findings.BitWear.Probability.ShouldBe(0, "it changed at once");
        var beds = new TrendRig().Drill(118, (r, i) => r.Rate = 0.003 * Math.Pow(0.992, i) * (i / 30 % 2 == 0 ? 1 : 1.5));
        beds.Findings.BitWear.Probability.ShouldBe(0, "softer rock in between: wear does not heal");
        var weight = new TrendRig().Drill(118, (r, _) => (r.Rate, r.Weight) = (r.Rate * 0.992, r.Weight * 0.995));
        weight.Findings.BitWear.Probability.ShouldBe(0, "the driller took weight off");
        new TrendRig().Drill(118).Findings.BitWear.Probability.ShouldBe(0);
        new TrendRig().Drill(40).Findings.BitWear.Unseen.ShouldBe("less than an hour of drilling");
    }

    [Fact]
    public void Equal_minutes_give_equal_findings_and_no_minute_is_changed()
    {
        var rig = new TrendRig().Drill(80).Off(10, torque: 0.4, speed: 1).Off(3, torque: 2.5, speed: 0.05);
        var before = rig.Minutes.SelectMany(m => m.Values).Select(BitConverter.SingleToInt32Bits).ToArray();
        var (one, two) = (rig.Findings, rig.Findings);
        BitConverter.SingleToInt32Bits(two.StuckPipe.Probability).ShouldBe(BitConverter.SingleToInt32Bits(one.StuckPipe.Probability));
        two.StuckPipe.Reasons.ShouldBe(one.StuckPipe.Reasons);
        rig.Minutes.SelectMany(m => m.Values).Select(BitConverter.SingleToInt32Bits).ShouldBe(before);
    }

    [Fact]
    public void Only_the_last_two_hours_count()
    {
        var rig = new TrendRig().Drill(30, (r, i) => r.Torque = i % 2 == 0 ? 40_000 : 5_000).Drill(125, (r, _) => r.Torque = 10_000);
        var recent = TrendAssessor.Assess(rig.Minutes.AsSpan(^TrendAssessor.MaxMinutes..));
        TrendAssessor.Assess(rig.Minutes).ShouldBe(recent);
    }

    [Fact]
    public void A_healthy_drill_costs_no_memory()
    {
        var minutes = new TrendRig().Drill(50).Connect().Drill(50).Connect().Minutes;
        TrendAssessor.Assess(minutes).StuckPipe.Probability.ShouldBeLessThan(FaultLimits.NamedFrom);
        Allocated.By(() => TrendAssessor.Assess(minutes), times: 100).ShouldBe(0);
    }
}
