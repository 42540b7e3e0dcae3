using Maintenance.Core.Conditions;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.SensorHealth;
using static Maintenance.Core.Channels.StandardChannels;

namespace Maintenance.Scoring.Tests.SensorHealth;

/// <summary>Each fault of a sensor that a minute shows, and the sound sensors that look like it.</summary>
public sealed class SensorChecksTests
{
    // Shaft and mesh with broadband noise, as a healthy machine has it.
    private static readonly Func<double, double> Vibration = t => Math.Sin(2 * Math.PI * 2 * t) + 0.7 * Math.Sin(2 * Math.PI * 31.3 * t)
        + 0.5 * Noise(t);

    [Fact]
    public void A_healthy_machine_has_no_sensor_at_fault()
    {
        var window = new SensorWindow().Turning().With(VibrationAxial, Vibration).With(VibrationLateral, Vibration)
            .With(VibrationTorsional, Vibration).With(BearingTemperature, t => 60 + t / 300).With(MotorTemperature, _ => 71)
            .WithWaveform(Vibration);
        window.Faults().ShouldBeEmpty();
        var faults = SensorChecks.Find(window.Blocks());
        (faults.IsEmpty, new SensorFaultText().Of(faults)).ShouldBe((true, null));
    }

    // Case h01: flat at zero at 120 rev/min.
    [Theory]
    [InlineData(0, "dead")]
    [InlineData(0.0001, "dead")]
    [InlineData(7.3, "frozen")]
    [InlineData(-7.3, "frozen")]
    public void Vibration_that_is_flat_while_the_string_turns_is_no_evidence(double value, string fault)
    {
        var window = new SensorWindow(readingsPerSecond: 10).Turning().With(VibrationLateral, _ => value);
        window.Faults().ShouldBe([$"vibration_lateral {fault}"]);
        var features = new float[WindowFeatures.Names.Count];
        Array.Fill(features, 1);
        SensorChecks.Find(window.Blocks()).Mask(features);
        foreach (var name in new[] { "lateral_rms", "lateral_kurtosis_max", "band_shaft_1x", "velocity_rms_mm_per_s" })
            float.IsNaN(features[WindowFeatures.IndexOf(name)]).ShouldBeTrue(name);
        foreach (var name in new[] { "axial_rms", "rotary_speed_mean", "waveform_rms", "bearing_temperature_mean_max" })
            features[WindowFeatures.IndexOf(name)].ShouldBe(1, name);
    }

    [Fact]
    public void One_second_of_a_flat_line_is_enough() =>
        new SensorWindow(readingsPerSecond: 10, seconds: 1).Turning().With(VibrationAxial, _ => 0).Faults()
            .ShouldBe(["vibration_axial dead"]);

    [Fact]
    public void A_drill_that_stands_still_is_quiet_and_one_whose_speed_is_unknown_is_not_judged()
    {
        new SensorWindow().Turning(rpm: 0).With(VibrationLateral, _ => 0).WithWaveform(_ => 0).Faults().ShouldBeEmpty();
        new SensorWindow().With(VibrationLateral, _ => 0).WithWaveform(_ => 0).Faults().ShouldBeEmpty();
    }

    [Fact]
    public void The_noise_of_a_cable_is_no_vibration()
    {
        new SensorWindow().Turning().With(VibrationAxial, t => 0.005 * Noise(t)).WithWaveform(t => 0.005 * Noise(t)).Faults()
            .ShouldBe(["vibration_axial dead", "waveform dead"]);
        new SensorWindow().Turning().With(VibrationAxial, t => 0.1 * Noise(t)).WithWaveform(t => 0.1 * Noise(t)).Faults()
            .ShouldBeEmpty("a quiet bearing test bench in g");
    }

    [Fact]
    public void One_reading_a_second_that_moves_is_alive_and_one_that_does_not_is_not()
    {
        new SensorWindow(readingsPerSecond: 1).Turning().With(VibrationLateral, Vibration).Faults().ShouldBeEmpty();
        new SensorWindow(readingsPerSecond: 1).Turning().With(VibrationLateral, _ => 1.2).Faults().ShouldBe(["vibration_lateral frozen"]);
    }

    [Fact]
    public void An_average_that_is_sent_ten_times_a_second_is_no_vibration() =>
        new SensorWindow(readingsPerSecond: 10).Turning().With(VibrationLateral, t => 1 + 0.1 * (int)Math.Floor(t) % 7).Faults()
            .ShouldBe(["vibration_lateral held"]);

    [Theory]
    [InlineData(0.8)]
    [InlineData(1.5)]
    public void A_signal_that_is_cut_off_at_one_limit_is_saturated(double limit)
    {
        var cut = new SensorWindow(readingsPerSecond: 200).Turning().With(VibrationLateral, t => Math.Clamp(Vibration(t), -limit, limit));
        cut.Faults().ShouldBe(["vibration_lateral saturated"]);
        new SensorWindow().Turning().WithWaveform(t => Math.Clamp(Vibration(t), -limit, limit)).Faults().ShouldBe(["waveform saturated"]);
    }

    [Fact]
    public void Coarse_steps_and_rare_shocks_are_no_saturation()
    {
        new SensorWindow(readingsPerSecond: 10).Turning().With(VibrationLateral, t => Math.Round(Vibration(t) / 0.5) * 0.5).Faults()
            .ShouldBeEmpty("a coarse sensor");
        new SensorWindow().Turning().With(VibrationLateral, t => Vibration(t) + (t % 7 < 0.01 ? 40 : 0)).Faults()
            .ShouldBeEmpty("a shock every seven seconds");
        new SensorWindow().Turning().With(VibrationLateral, t => 3 * Math.Sin(2 * Math.PI * 7.3 * t)).Faults().ShouldBeEmpty("a sine");
    }

    [Theory]
    [InlineData(6, true)]
    [InlineData(-6, true)]
    [InlineData(30, true)]
    [InlineData(9.81, false)]
    [InlineData(-9.81, false)]
    [InlineData(0.3, false)]
    public void A_constant_component_beyond_the_vibration_is_an_offset_unless_it_is_gravity(double shift, bool isFault)
    {
        var window = new SensorWindow().Turning().With(VibrationLateral, t => Vibration(t) + shift).WithWaveform(t => Vibration(t) + shift);
        window.Faults().ShouldBe(isFault ? ["vibration_lateral offset", "waveform offset"] : []);
        SensorChecks.Find(window.Blocks()).Invalidates(Descriptors.IndexOf("lateral_rms")).ShouldBeFalse("it is about the mean");
    }

    [Fact]
    public void Kelvin_and_jumps_are_no_temperatures_of_metal()
    {
        var window = new SensorWindow(readingsPerSecond: 10).With(BearingTemperature, t => 320 + t / 100)
            .With(MotorTemperature, t => (int)t == 20 ? 140 : 70).With(GearboxTemperature, t => 60 + 4 * Noise(t))
            .With(MudTemperature, t => 40 + t / 20);
        window.Faults().ShouldBe(["bearing_temperature wrong_unit", "motor_temperature spiking", "gearbox_temperature noisy"]);
    }

    [Fact]
    public void Temperatures_at_coarse_steps_or_rising_fast_are_sound()
    {
        new SensorWindow(readingsPerSecond: 10).With(BearingTemperature, _ => 61).With(MotorTemperature, t => 70 + Math.Floor(t / 13))
            .With(GearboxTemperature, t => 60 + 0.3 * Noise(t)).With(MudTemperature, t => 90 + t / 6).Faults().ShouldBeEmpty();
        new SensorWindow(readingsPerSecond: 1).With(BearingTemperature, t => 180 + t / 3).Faults()
            .ShouldBeEmpty("20 degrees a minute, and at 200 degC: a bearing that burns, not a sensor");
    }

    [Theory]
    [InlineData(0.12f, 0.13f, true)]
    [InlineData(-0.12f, -0.11f, true)]
    [InlineData(0.01f, 0.02f, false)]
    [InlineData(0.08f, 0.25f, false)]
    [InlineData(-0.12f, 0.12f, false)]
    public void Shaft_lines_that_agree_on_another_speed_say_that_the_sample_rate_is_wrong(float first, float second, bool isFault)
    {
        var blocks = new SensorWindow(seconds: 20).Turning().WithWaveform(Vibration).Blocks();
        foreach (var block in blocks) block.Descriptors[Descriptors.IndexOf("speed_error")] = float.NaN;
        blocks[0].Descriptors[Descriptors.IndexOf("speed_error")] = first;
        SensorWindow.NamesOf(SensorChecks.Find(blocks)).ShouldBeEmpty("one comb is no proof");
        blocks[10].Descriptors[Descriptors.IndexOf("speed_error")] = second;
        var faults = SensorChecks.Find(blocks);
        SensorWindow.NamesOf(faults).ShouldBe(isFault ? ["waveform wrong_sample_rate"] : []);
        (faults.Invalidates(Descriptors.IndexOf("bpfo_prominence")), faults.Invalidates(Descriptors.IndexOf("waveform_rms")))
            .ShouldBe((isFault, false));
    }

    [Fact]
    public void Values_out_of_range_in_most_blocks_are_told()
    {
        var blocks = new SensorWindow().Turning().Blocks();
        for (var i = 0; i < 29; i++) blocks[i].Quality = (byte)Core.Telemetry.ChannelQuality.OutOfRange;
        SensorWindow.NamesOf(SensorChecks.Find(blocks)).ShouldBeEmpty();
        blocks[29].Quality = (byte)(Core.Telemetry.ChannelQuality.OutOfRange | Core.Telemetry.ChannelQuality.SomeMissing);
        SensorWindow.NamesOf(SensorChecks.Find(blocks)).ShouldBe(["any out_of_range"]);
    }

    [Fact]
    public void The_same_faults_have_one_text_which_names_them()
    {
        var texts = new SensorFaultText();
        var window = new SensorWindow().Turning().With(VibrationLateral, _ => 0).With(MotorTemperature, _ => 330).Blocks();
        var text = texts.Of(SensorChecks.Find(window));
        text.ShouldBe("[{\"channel\":\"vibration_lateral\",\"fault\":\"dead\",\"because\":\"less than 0.02 m/s2 while the string turns; "
            + "check sensor and cable\"},{\"channel\":\"motor_temperature\",\"fault\":\"wrong_unit\",\"because\":\"not a temperature in "
            + "degC; kelvin or degrees Fahrenheit?\"}]");
        texts.Of(SensorChecks.Find(window)).ShouldBeSameAs(text);
        Allocated.By(() => texts.Of(SensorChecks.Find(window)), times: 100).ShouldBe(0);
    }

    // A fixed sequence, uniform in -1 to 1, without a period that matters.
    private static double Noise(double t)
    {
        var x = Math.Sin(t * 12_989.8 + 78.233) * 43_758.5453;
        return 2 * (x - Math.Floor(x)) - 1;
    }
}
