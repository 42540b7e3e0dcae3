using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Core.Telemetry;
using Maintenance.Simulator.Physics;

namespace Maintenance.Simulator.Tests.Physics;

/// <summary>Each fault shows where an expert would look for it, the more the worse it is, and leaves the rest alone.</summary>
public sealed class DownholeFaultTests
{
    private static readonly double[] Severities = [0, 0.25, 0.5, 1];

    [Fact]
    public void Whirl_raises_lateral_energy_above_rotation_frequency_and_torque()
    {
        double[] lateral = new double[4], rotation = new double[4], torque = new double[4];
        for (var i = 0; i < 4; i++)
        {
            var (fleet, at) = Drilling(FailureModes.Whirl, Severities[i]);
            var hz = Fleets.Series(fleet, 0, at, 20, StandardChannels.RotarySpeed).Average() / 60;
            var series = Fleets.Series(fleet, 0, at, 20, StandardChannels.VibrationLateral);
            lateral[i] = Fleets.Rms(series);
            rotation[i] = Fleets.Amplitude(series, 50, hz);
            torque[i] = Fleets.Series(fleet, 0, at, 20, StandardChannels.Torque).Average();
        }
        lateral.ShouldBeInOrder(SortDirection.Ascending);
        torque.ShouldBeInOrder(SortDirection.Ascending);
        lateral[3].ShouldBeGreaterThan(15);
        (rotation[3] / lateral[3]).ShouldBeLessThan(0.15);
    }

    [Fact]
    public void Bit_bounce_is_axial_at_three_times_rotation_and_shakes_hook_load_and_weight_against_each_other()
    {
        double[] axial = new double[4], hook = new double[4];
        for (var i = 0; i < 4; i++)
        {
            var (fleet, at) = Drilling(FailureModes.BitBounce, Severities[i]);
            // Within one second speed is constant and the lobes keep their phase.
            var hz = Fleets.Column(fleet.GenerateBlock(0, at), StandardChannels.RotarySpeed).Average() / 60;
            axial[i] = Fleets.Amplitude(Fleets.Column(fleet.GenerateBlock(0, at), StandardChannels.VibrationAxial), 50, 3 * hz);
            hook[i] = Fleets.Amplitude(Fleets.Column(fleet.GenerateBlock(0, at), StandardChannels.HookLoad), 50, 3 * hz);
        }
        axial.ShouldBeInOrder(SortDirection.Ascending);
        axial[3].ShouldBeInRange(20, 45);
        hook[3].ShouldBeInRange(80e3, 222e3); // ±20 to 50 klbf
    }

    [Fact]
    public void A_dull_bit_makes_less_hole_with_the_same_weight_speed_and_torque()
    {
        var (sharp, at) = Drilling(FailureModes.BitWear, 0);
        var (dull, _) = Drilling(FailureModes.BitWear, 1);
        (Mean(dull, at, StandardChannels.RateOfPenetration) / Mean(sharp, at, StandardChannels.RateOfPenetration)).ShouldBe(1.0 / 3, 0.02);
        foreach (var channel in (int[])[StandardChannels.WeightOnBit, StandardChannels.RotarySpeed, StandardChannels.Torque])
            Mean(dull, at, channel).ShouldBe(Mean(sharp, at, channel));
        // Depth is what the rate adds up to.
        var depths = new[] { at, at + 30_000_000 }.Select(t => Fleets.Column(dull.GenerateBlock(0, t), StandardChannels.HoleDepth)[0])
            .ToArray();
        ((depths[1] - depths[0]) / 30).ShouldBe((float)Mean(dull, at, StandardChannels.RateOfPenetration), 0.002f);
    }

    [Fact]
    public void A_washout_lowers_pressure_at_unchanged_flow()
    {
        var (sound, at) = Drilling(FailureModes.Washout, 0);
        var (washed, _) = Drilling(FailureModes.Washout, 0.5);
        (Mean(washed, at, StandardChannels.StandpipePressure) / Mean(sound, at, StandardChannels.StandpipePressure)).ShouldBe(0.825, 0.01);
        Mean(washed, at, StandardChannels.MudFlowIn).ShouldBe(Mean(sound, at, StandardChannels.MudFlowIn));
    }

    [Fact]
    public void A_hole_that_packs_off_makes_torque_and_pressure_erratic_and_lifting_heavy()
    {
        var (clean, at) = Drilling(FailureModes.StuckPipe, 0, seconds: 400);
        var (packed, _) = Drilling(FailureModes.StuckPipe, 0.8, seconds: 400);
        foreach (var channel in (int[])[StandardChannels.Torque, StandardChannels.StandpipePressure])
        {
            var (before, after) = (Fleets.Series(clean, 0, at, 300, channel), Fleets.Series(packed, 0, at, 300, channel));
            after.Average().ShouldBeGreaterThan(1.05f * before.Average());
            Deviation(after).ShouldBeGreaterThan(2 * Deviation(before), $"channel {channel}");
        }
        // The first moment of reaming in which the string goes up.
        var lift = at;
        while (clean.Drills[0].StateAt(lift) != DrillingState.Reaming) lift += 1_000_000;
        lift += 12_000_000;
        (Mean(packed, lift, StandardChannels.HookLoad, 1) - Mean(clean, lift, StandardChannels.HookLoad, 1)).ShouldBeGreaterThan(70e3);
    }

    [Fact]
    public void A_stuck_string_neither_turns_nor_moves_until_it_is_free()
    {
        var fault = new Fault(FailureModes.StuckPipe, Fleets.Start, TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(3))
        {
            Recurs = false,
        };
        var fleet = SimulatedFleet.Create(new FleetOptions { Seed = 3, Assets = 1, SensorDefects = false, StartUnixMicros = Fleets.Start },
            new FaultPlan([fault]));
        var failed = Fleets.Start + 3 * 3_600_000_000L;
        var depths = new List<float>();
        for (var t = failed; t < failed + 3 * 3_600_000_000L; t += 600_000_000)
        {
            var block = fleet.GenerateBlock(0, t);
            Fleets.Column(block, StandardChannels.RotarySpeed).ShouldAllBe(v => v == 0);
            depths.AddRange(Fleets.Column(block, StandardChannels.BitDepth));
            fleet.Drills[0].StateAt(t).ShouldBe(DrillingState.Circulating);
        }
        depths.Distinct().ShouldHaveSingleItem();
        var healthy = SimulatedFleet.Create(fleet.Options, new FaultPlan([null]));
        var free = failed + 3 * 3_600_000_000L;
        TelemetryCodecV1.Encode(fleet.GenerateBlock(0, free)).ShouldBe(TelemetryCodecV1.Encode(healthy.GenerateBlock(0, free)));
    }

    [Fact]
    public void A_worn_gear_raises_the_mesh_and_puts_side_bands_at_shaft_spacing_beside_it()
    {
        double[] mesh = new double[4], side = new double[4];
        for (var i = 0; i < 4; i++)
        {
            var (fleet, at) = Drilling(FailureModes.GearWear, Severities[i]);
            var waveform = Fleets.Waveform(fleet, 0, at);
            var motorHz = Fleets.Series(fleet, 0, at, 5, StandardChannels.RotarySpeed).Average() / 60 * 8.5;
            // Speed is read with some noise: the greatest amplitude near the line.
            mesh[i] = Peak(waveform, 23 * motorHz);
            side[i] = Peak(waveform, 24 * motorHz);
        }
        mesh.ShouldBeInOrder(SortDirection.Ascending);
        side.ShouldBeInOrder(SortDirection.Ascending);
        (mesh[3] / mesh[0]).ShouldBeGreaterThan(5);
        (side[3] / mesh[3]).ShouldBeInRange(0.2, 0.5);
    }

    [Fact]
    public void The_plan_may_name_the_race()
    {
        foreach (var (defect, order, other) in new[] { (BearingDefects.OuterRace, 6.4, 9.6), (BearingDefects.InnerRace, 9.6, 6.4) })
        {
            var fault = new Fault(FailureModes.BearingWear, Fleets.Start - 36_000_000_000, TimeSpan.Zero, TimeSpan.FromHours(5),
                TimeSpan.FromDays(30))
            { Defect = defect };
            var fleet = SimulatedFleet.Create(new FleetOptions { Seed = 3, Assets = 1, SensorDefects = false }, new FaultPlan([fault]));
            var at = Fleets.DrillingFrom(fleet, 0, 60);
            var waveform = Fleets.Waveform(fleet, 0, at);
            var squared = Array.ConvertAll(waveform.Samples, v => v * v);
            var mean = squared.Average();
            var centred = Array.ConvertAll(squared, v => v - mean);
            var motorHz = Fleets.Series(fleet, 0, at, 5, StandardChannels.RotarySpeed).Average() / 60 * 8.5;
            var envelope = waveform with { Samples = centred };
            Peak(envelope, order * motorHz).ShouldBeGreaterThan(2 * Peak(envelope, other * motorHz), defect);
        }
    }

    [Fact]
    public void A_mode_that_is_not_simulated_is_refused_by_name() => Should.Throw<ArgumentException>(() => new FaultPlan(
        [new Fault("rust", 0, TimeSpan.Zero, TimeSpan.FromHours(1), TimeSpan.FromHours(1))])).Message.ShouldContain("'rust'");

    private static (SimulatedFleet Fleet, long At) Drilling(string mode, double severity, int seconds = 60)
    {
        var fleet = Fleets.WithFault(mode, severity);
        return (fleet, Fleets.DrillingFrom(fleet, 0, seconds));
    }

    private static double Mean(SimulatedFleet fleet, long at, int channel, int seconds = 20) =>
        Fleets.Series(fleet, 0, at, seconds, channel).Average();

    private static double Deviation(float[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (double)(v - mean)));
    }

    private static double Peak(TimeWaveform waveform, double hz) => Enumerable.Range(-20, 41)
        .Max(i => Fleets.Amplitude(waveform.Samples, waveform.SampleRateHz, hz * (1 + i * 0.0008)));
}
