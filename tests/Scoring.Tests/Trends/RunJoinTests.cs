using Maintenance.Core.Conditions;

namespace Maintenance.Scoring.Tests.Trends;

/// <summary>
/// Wells whose log joins two runs, or whose bit, mud or pumps were changed: every level steps and stays. None of it is a fault; the same
/// changes are one where they go on, or where the bit no longer makes hole.
/// </summary>
public sealed class RunJoinTests
{
    private const int Wells = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Another_run_is_no_fault_however_its_levels_differ(int minutesOfTransition)
    {
        var random = new Random(1_997);
        for (var well = 0; well < Wells; well++)
        {
            var rig = new TrendRig().Drill(random.Next(40, 100));
            Join(rig, minutesOfTransition, pressure: Factor(0.55, 1.8), torque: Factor(0.6, 1.6), load: Factor(0.8, 1.25),
                flow: random.Next(2) == 0 ? 1 : Factor(0.8, 1.25), rate: Factor(0.7, 1.6), weight: Factor(0.6, 1.6));
            rig.Drill(40);
            rig.GreatestStuckPipe().ShouldBeLessThan(FaultLimits.AlarmFrom, $"well {well}");
            rig.GreatestWashout.ShouldBeLessThan(FaultLimits.AlarmFrom, $"well {well}");
        }

        double Factor(double low, double high) => low * Math.Pow(high / low, random.NextDouble());
    }

    [Fact]
    public void Pressure_that_steps_is_a_reason_to_look()
    {
        var up = Join(new TrendRig().Drill(60), 1, pressure: 1.5).Drill(3).Findings.StuckPipe;
        up.Probability.ShouldBeInRange(FaultLimits.NamedFrom, FaultLimits.AlarmFrom);
        up.Defect.ShouldBe("pack-off");
        up.Reasons.ShouldNotBeNull().ShouldContain(r => r.Descriptor == "standpipe_pressure_mean" && r.Value > r.UsualHigh);
        var down = Join(new TrendRig().Drill(60), 1, pressure: 0.7).Drill(10).Findings.Washout;
        down.Probability.ShouldBeInRange(FaultLimits.NamedFrom, FaultLimits.AlarmFrom);
    }

    [Fact]
    public void Pressure_that_steps_while_the_bit_stops_making_hole_is_a_pack_off()
    {
        var rig = Join(new TrendRig().Drill(60), 1, pressure: 1.5, rate: 0.2).Drill(3);
        rig.Findings.StuckPipe.Probability.ShouldBeGreaterThan(FaultLimits.AlarmFrom);
        rig.Findings.StuckPipe.Defect.ShouldBe("pack-off");
    }

    [Fact]
    public void Pressure_that_steps_again_and_again_is_a_pack_off()
    {
        var rig = new TrendRig().Drill(60);
        for (var time = 0; time < 3; time++)
        {
            Join(rig, 1, pressure: 1.5).Drill(2);
            Join(rig, 1, pressure: 1 / 1.5).Drill(2);
        }
        rig.GreatestStuckPipe().ShouldBeGreaterThan(FaultLimits.AlarmFrom);
    }

    [Fact]
    public void Pressure_and_torque_that_climb_on_are_a_pack_off_though_the_bit_makes_hole()
    {
        var rig = new TrendRig().Drill(60).Drill(15, (r, _) => (r.Pressure, r.Torque) = (r.Pressure * 1.025, r.Torque * 1.03));
        rig.Findings.StuckPipe.Probability.ShouldBeGreaterThan(FaultLimits.AlarmFrom);
    }

    [Fact]
    public void A_string_that_makes_hole_is_not_pulled()
    {
        var rig = new TrendRig().Drill(60).Drill(10, (r, _) => r.StringLoad *= 1.02);
        rig.GreatestStuckPipe().ShouldBeLessThan(FaultLimits.NamedFrom);
    }

    // The same bit, mud and string until the join, others from it on.
    private static TrendRig Join(TrendRig rig, int minutes, double pressure = 1, double torque = 1, double load = 1, double flow = 1,
        double rate = 1, double weight = 1) => rig.Drill(minutes, (r, _) =>
        {
            double Part(double factor) => Math.Pow(factor, 1.0 / minutes);
            r.Pressure *= Part(pressure);
            r.Torque *= Part(torque);
            r.StringLoad *= Part(load);
            r.Flow *= Part(flow);
            r.Rate *= Part(rate);
            r.Weight *= Part(weight);
        });
}
