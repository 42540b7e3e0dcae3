using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;

namespace Maintenance.Simulator.Tests.Physics;

public sealed class FaultPhysicsTests
{
    private static readonly double[] Severities = [0, 0.25, 0.5, 1];

    [Fact]
    public void Bearing_wear_raises_the_envelope_at_the_defect_frequency_the_kurtosis_and_the_temperature()
    {
        double[] envelope = new double[4], kurtosis = new double[4], temperature = new double[4];
        for (var i = 0; i < Severities.Length; i++)
        {
            var fleet = Fleets.WithFault(FailureModes.BearingWear, Severities[i]);
            var at = Fleets.DrillingFrom(fleet, 0, 60);
            var waveform = Fleets.Waveform(fleet, 0, at);
            var motorHz = Fleets.Column(fleet.GenerateBlock(0, at), StandardChannels.RotarySpeed).Average() / 60 * 8.5;
            envelope[i] = EnvelopePeak(waveform.Samples, waveform.SampleRateHz, motorHz);
            kurtosis[i] = Fleets.Kurtosis(waveform.Samples);
            temperature[i] = Fleets.Column(fleet.GenerateBlock(0, at), StandardChannels.BearingTemperature).Average();
        }
        envelope.ShouldBeInOrder(SortDirection.Ascending, Say(envelope));
        (envelope[3] / envelope[0]).ShouldBeGreaterThan(5, Say(envelope));
        kurtosis[0].ShouldBeInRange(2.4, 3.4);
        kurtosis[3].ShouldBeGreaterThan(6, Say(kurtosis));
        (temperature[3] - temperature[0]).ShouldBeInRange(10, 60, Say(temperature));
    }

    [Fact]
    public void Imbalance_raises_vibration_at_rotation_frequency_with_severity_and_with_the_square_of_speed()
    {
        var amplitude = new double[4];
        for (var i = 0; i < Severities.Length; i++)
        {
            var fleet = Fleets.WithFault(FailureModes.Imbalance, Severities[i]);
            var at = Fleets.DrillingFrom(fleet, 0, 60);
            var hz = Fleets.Series(fleet, 0, at, 20, StandardChannels.RotarySpeed).Average() / 60;
            amplitude[i] = Fleets.Amplitude(Fleets.Series(fleet, 0, at, 20, StandardChannels.VibrationLateral), 50, hz);
        }
        amplitude.ShouldBeInOrder(SortDirection.Ascending, Say(amplitude));
        (amplitude[3] / amplitude[0]).ShouldBeGreaterThan(8, Say(amplitude));

        // Two drills of different speed, same severity: amplitude per speed squared is equal.
        var pair = Fleets.WithFault(FailureModes.Imbalance, 1, seed: 5, assets: 8);
        var perSquare = Enumerable.Range(0, 8).Select(asset =>
        {
            var at = Fleets.DrillingFrom(pair, asset, 60);
            var rpm = Fleets.Series(pair, asset, at, 30, StandardChannels.RotarySpeed).Average();
            return Fleets.Amplitude(Fleets.Series(pair, asset, at, 30, StandardChannels.VibrationLateral), 50, rpm / 60) / (rpm * rpm);
        }).ToArray();
        (perSquare.Max() / perSquare.Min()).ShouldBeLessThan(1.15, Say(perSquare));
    }

    [Fact]
    public void Stick_slip_stops_the_bit_at_full_severity_and_a_healthy_string_turns_steadily()
    {
        var index = new double[4];
        var swing = new double[4];
        for (var i = 0; i < Severities.Length; i++)
        {
            var fleet = Fleets.WithFault(FailureModes.StickSlip, Severities[i]);
            var at = Fleets.DrillingFrom(fleet, 0, 60);
            var bit = Fleets.Series(fleet, 0, at, 20, StandardChannels.BitSpeed);
            index[i] = (bit.Max() - bit.Min()) / (2 * bit.Average());
            var torque = Fleets.Series(fleet, 0, at, 20, StandardChannels.Torque);
            swing[i] = torque.Max() - torque.Min();
        }
        index.ShouldBeInOrder(SortDirection.Ascending, Say(index));
        index[0].ShouldBeLessThan(0.35, Say(index));
        index[3].ShouldBeGreaterThanOrEqualTo(1, Say(index));
        swing[3].ShouldBeGreaterThan(3 * swing[0], Say(swing));
    }

    [Fact]
    public void All_drills_of_a_fleet_stick_at_full_severity_and_none_when_healthy()
    {
        foreach (var (severity, low, high) in new[] { (0.0, 0.0, 0.45), (1.0, 0.95, 4.0) })
        {
            var fleet = Fleets.WithFault(FailureModes.StickSlip, severity, seed: 11, assets: 12);
            for (var asset = 0; asset < 12; asset++)
            {
                var at = Fleets.DrillingFrom(fleet, asset, 60);
                var bit = Fleets.Series(fleet, asset, at, 20, StandardChannels.BitSpeed);
                ((bit.Max() - bit.Min()) / (2 * bit.Average()))
                    .ShouldBeInRange((float)low, (float)high, $"asset {asset}, severity {severity}");
            }
        }
    }

    [Fact]
    public void Stick_slip_oscillates_between_a_tenth_and_two_hertz()
    {
        var fleet = Fleets.WithFault(FailureModes.StickSlip, 1);
        var at = Fleets.DrillingFrom(fleet, 0, 60);
        var bit = Fleets.Series(fleet, 0, at, 30, StandardChannels.BitSpeed);
        var mean = bit.Average();
        var crossings = Enumerable.Range(1, bit.Length - 1).Count(i => bit[i - 1] < mean && bit[i] >= mean);
        (crossings / 30.0).ShouldBeInRange(0.1, 2);
    }

    [Fact]
    public void Overheating_raises_motor_and_gearbox_far_above_healthy_and_lowers_oil_pressure()
    {
        var (healthyMotor, healthyGearbox, healthyOil) = Hot(0);
        var (motor, gearbox, oil) = Hot(1);
        healthyMotor.ShouldBeInRange(20, 95);
        (motor - healthyMotor).ShouldBeGreaterThan(25);
        (gearbox - healthyGearbox).ShouldBeGreaterThan(15);
        oil.ShouldBeLessThan(healthyOil);
    }

    [Fact]
    public void A_faulty_drill_shows_nothing_of_the_other_faults()
    {
        var healthy = Fleets.WithFault(FailureModes.None, 0);
        var at = Fleets.DrillingFrom(healthy, 0, 60);
        var reference = Fleets.Waveform(healthy, 0, at);
        var hot = Fleets.Waveform(Fleets.WithFault(FailureModes.Overheating, 1), 0, at);
        hot.Samples.ShouldBe(reference.Samples);
    }

    private static (double Motor, double Gearbox, double Oil) Hot(double severity)
    {
        var fleet = Fleets.WithFault(FailureModes.Overheating, severity);
        var block = fleet.GenerateBlock(0, Fleets.DrillingFrom(fleet, 0, 300) + 200_000_000);
        return (Fleets.Column(block, StandardChannels.MotorTemperature).Average(), Fleets.Column(block, StandardChannels.GearboxTemperature)
            .Average(),
            Fleets.Column(block, StandardChannels.OilPressure).Average());
    }

    // Squared high-passed signal as envelope: largest line within ±3 % of the outer- or inner-race frequency.
    private static double EnvelopePeak(float[] samples, double rate, double motorHz)
    {
        var squared = new float[samples.Length];
        for (var i = 1; i < samples.Length; i++) squared[i] = MathF.Pow(samples[i] - samples[i - 1], 2);
        var mean = squared.Average();
        for (var i = 0; i < squared.Length; i++) squared[i] -= mean;
        double best = 0;
        foreach (var order in new[] { 6.4, 9.6 })
            for (var f = 0.97; f <= 1.03; f += 0.0025)
                best = Math.Max(best, Fleets.Amplitude(squared, rate, f * order * motorHz));
        return best;
    }

    private static string Say(double[] values) => string.Join(", ", values.Select(v => v.ToString("G4")));
}
