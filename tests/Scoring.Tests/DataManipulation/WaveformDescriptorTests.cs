using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;

namespace Maintenance.Scoring.Tests.DataManipulation;

/// <summary>Descriptors of waveforms against closed forms.</summary>
public sealed class WaveformDescriptorTests
{
    private static readonly string[] OctaveNames = [.. Descriptors.Names.Where(n => n.StartsWith("octave_", StringComparison.Ordinal))];

    [Fact]
    public void A_sine_has_its_statistics()
    {
        var d = Sine(samples: 2_560, rateHz: 2_560, amplitude: 3, hz: 50, offset: 1.5).Describe();
        d["waveform_rms"].ShouldBe(3 / MathF.Sqrt(2), 1e-5f);
        d["waveform_peak"].ShouldBe(3, 3e-3f); // the nearest sample to a crest is up to 1/102 of a turn away
        d["waveform_crest"].ShouldBe(MathF.Sqrt(2), 2e-3f);
        d["waveform_kurtosis"].ShouldBe(1.5f, 1e-5f);
        d["waveform_skewness"].ShouldBe(0, 1e-5f);
        d["waveform_offset"].ShouldBe(1.5f / (3 / MathF.Sqrt(2)), 1e-5f);
        d["waveform_clipped"].ShouldBe(0);
        d["waveform_number"].ShouldBe(0);
    }

    /// <summary>Of k impacts of height a in n samples: the moments of a times a Bernoulli variable with p = k/n.</summary>
    [Fact]
    public void Impacts_have_the_moments_of_rare_events()
    {
        const double p = 20.0 / 2_560, height = 10;
        var d = new BlockBuilder().Waveform(2_560, 2_560, t => (int)Math.Round(t * 2_560) % 128 == 0 ? height : 0).Describe();
        d["waveform_rms"].ShouldBe((float)(height * Math.Sqrt(p * (1 - p))), 1e-5f);
        d["waveform_peak"].ShouldBe((float)(height * (1 - p)), 1e-5f);
        d["waveform_skewness"].ShouldBe((float)((1 - 2 * p) / Math.Sqrt(p * (1 - p))), 1e-4f);
        d["waveform_kurtosis"].ShouldBe((float)(3 + (1 - 6 * p * (1 - p)) / (p * (1 - p))), 1e-3f);
    }

    [Theory]
    [InlineData(2_560, 2_560, 100)] // on a bin
    [InlineData(2_560, 2_560, 100.4)] // between bins
    [InlineData(2_560, 2_560, 987.3)]
    [InlineData(4_096, 5_120, 100.4)]
    [InlineData(3_000, 1_000, 43.21)]
    [InlineData(25_600, 25_600, 456.7)]
    public void Velocity_of_a_sine_is_its_acceleration_over_the_angular_frequency(int samples, int rateHz, double hz) =>
        Sine(samples, rateHz, amplitude: 5, hz).Describe()["velocity_rms_mm_per_s"]
            .ShouldBe((float)(1000 * 5 / Math.Sqrt(2) / (2 * Math.PI * hz)), (float)(0.002 * 1000 * 5 / Math.Sqrt(2) / (2 * Math.PI * hz)));

    [Theory]
    [InlineData(5)]
    [InlineData(1_100)]
    public void Velocity_knows_nothing_outside_10_to_1000_Hz(double hz) =>
        Sine(5_120, 5_120, amplitude: 5, hz).Describe()["velocity_rms_mm_per_s"].ShouldBeLessThan(0.001f * 1000 * 5 / (2 * MathF.PI * 10));

    [Theory]
    [InlineData(256, 2_560, false)] // 0.1 s: one period
    [InlineData(255, 2_560, true)]
    [InlineData(64, 20, true)] // nothing above 10 Hz
    public void Velocity_needs_a_period_of_10_Hz_and_a_sample_rate_for_it(int samples, int rateHz, bool missing) =>
        float.IsNaN(Sine(samples, rateHz, amplitude: 1, hz: 9).Describe()["velocity_rms_mm_per_s"]).ShouldBe(missing);

    [Theory]
    [InlineData("octave_16", 16)]
    [InlineData("octave_31", 31.5)]
    [InlineData("octave_63", 63)]
    [InlineData("octave_125", 125)]
    [InlineData("octave_250", 250)]
    [InlineData("octave_500", 500)]
    [InlineData("octave_1000", 1_000)]
    [InlineData("octave_2000", 2_000)]
    [InlineData("octave_4000", 4_000)]
    [InlineData("octave_8000", 8_000)]
    public void A_tone_is_in_its_octave_and_in_no_other(string octave, double hz)
    {
        var d = Sine(25_600, 25_600, amplitude: 2, hz + 0.3).Describe();
        d[octave].ShouldBe(MathF.Sqrt(2), 1e-4f);
        foreach (var other in OctaveNames.Where(o => o != octave)) d[other].ShouldBeLessThan(2e-3f, other);
    }

    /// <summary>Parseval: ten octaves from 11.2 Hz to 11.2 kHz hold what is not outside them.</summary>
    [Fact]
    public void Octaves_partition_the_mean_square()
    {
        // Tones well inside 11.2 Hz…11.2 kHz, so that nothing is outside, and more than a line's width apart.
        var tones = Enumerable.Range(0, 30).Select(i => (A: 1 / (1 + i % 3.5), Hz: 20 * Math.Pow(1.23, i))).ToArray();
        var d = new BlockBuilder().Waveform(25_600, 25_600, t => tones.Sum(x => x.A * Math.Sin(2 * Math.PI * x.Hz * t + x.A))).Describe();
        var octaves = OctaveNames.Sum(o => (double)d[o] * d[o]);
        var bands = new[] { "band_low", "band_mid", "band_high" }.Sum(o => (double)d[o] * d[o]);
        octaves.ShouldBe(bands, 1e-5 * bands);
        octaves.ShouldBe(tones.Sum(x => x.A * x.A / 2), 1e-3 * octaves);
    }

    [Theory]
    [InlineData(2_560, 2_560, "octave_500", "octave_1000")] // 1 kHz ends at 1,413 Hz, above 1,280
    [InlineData(25_600, 20_000, "octave_4000", "octave_8000")]
    public void An_octave_that_Nyquist_cuts_is_missing(int samples, int rateHz, string last, string missing)
    {
        var d = Noise(samples, rateHz).Describe();
        float.IsNaN(d[last]).ShouldBeFalse();
        d[missing].ShouldBe(float.NaN);
    }

    [Fact]
    public void An_octave_narrower_than_two_resolutions_is_missing()
    {
        var d = Noise(500, 5_000).Describe(); // 10 Hz: 16 Hz is 11.2 Hz wide, 31.5 Hz 22.3
        d["octave_16"].ShouldBe(float.NaN);
        float.IsNaN(d["octave_31"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData(2_560, 2_560)]
    [InlineData(2_048, 2_560)]
    [InlineData(1_000, 2_560)]
    public void Orders_of_the_monitored_shaft_have_their_amplitudes(int samples, int rateHz)
    {
        const double hz = 8.5 * 130 / 60.0;
        var d = new BlockBuilder().Speed(130).Knowing(turns: 8.5).Waveform(samples, rateHz,
            t => 4 + 2 * Math.Sin(2 * Math.PI * hz * t + 0.7)
                + 0.5 * Math.Cos(4 * Math.PI * hz * t) + 0.25 * Math.Sin(6 * Math.PI * hz * t + 2)).Describe();
        d["shaft_order_1"].ShouldBe(2, 1e-4f);
        d["shaft_order_2"].ShouldBe(0.5f, 1e-4f);
        d["shaft_order_3"].ShouldBe(0.25f, 1e-4f);
    }

    /// <summary>In six seconds a speed that is off by 1 % misses a line of 30 Hz by two resolutions.</summary>
    [Theory]
    [InlineData(1.009, 1)]
    [InlineData(0.993, 1)]
    [InlineData(1.004, 10)]
    [InlineData(1.009, 0.6)]
    public void Orders_are_found_where_the_measured_speed_is_slightly_wrong(double factor, double third)
    {
        const double hz = 30;
        var random = new Random(6);
        var d = new BlockBuilder().Speed(60 * hz).Knowing(turns: 1).Waveform(30_720, 5_120, t => 0.3 * (random.NextDouble() - 0.5)
            + 2 * Math.Sin(2 * Math.PI * factor * hz * t) + third * Math.Sin(6 * Math.PI * factor * hz * t + 1)).Describe();
        d["shaft_order_1"].ShouldBe(2, 0.02f);
        d["shaft_order_2"].ShouldBe(0, 0.02f);
        d["shaft_order_3"].ShouldBe((float)third, 0.03f * (float)third);
        d["band_shaft_1x"].ShouldBe(2, 0.02f);
    }

    [Fact]
    public void Orders_of_an_unknown_shaft_are_missing()
    {
        var d = Sine(2_560, 2_560, 1, 20).Speed(120).Describe();
        foreach (var name in new[] { "shaft_order_1", "gear_mesh_amplitude", "speed_error" }) d[name].ShouldBe(float.NaN);
        float.IsNaN(d["band_shaft_1x"]).ShouldBeFalse("the string's own");
    }

    /// <summary>A speed that rises by half within the block smears a line over its range; sampled anew it is one line again.</summary>
    [Theory]
    [InlineData(30, 30)]
    [InlineData(25, 35)]
    [InlineData(20, 40)]
    public void Orders_are_tracked_through_a_ramp(double fromHz, double toHz)
    {
        double Turns(double t) => fromHz * t + (toHz - fromHz) * t * t / 2;
        var d = new BlockBuilder(readings: 11, rateHz: 10).Column(StandardChannels.RotarySpeed, t => 60 * (fromHz + (toHz - fromHz) * t))
            .Knowing(turns: 1, teeth: 7)
            .Waveform(5_120, 5_120, t => 2 * Math.Sin(2 * Math.PI * Turns(t)) + 0.5 * Math.Sin(6 * Math.PI * Turns(t))
                + Math.Cos(14 * Math.PI * Turns(t))).Describe();
        d["shaft_order_1"].ShouldBe(2, 0.005f);
        d["shaft_order_2"].ShouldBe(0, 0.005f);
        d["shaft_order_3"].ShouldBe(0.5f, 0.005f);
        d["gear_mesh_amplitude"].ShouldBe(1, 0.01f);
        d["band_shaft_1x"].ShouldBe(2, 0.005f);
    }

    /// <summary>Amplitude modulation by m at the shaft frequency: side bands of m/2 on either side.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    [InlineData(0.8)]
    public void A_gear_mesh_has_the_side_bands_of_its_modulation(double modulation)
    {
        const double shaft = 17.3, mesh = 23 * shaft;
        var d = new BlockBuilder().Speed(60 * shaft / 8.5).Knowing(turns: 8.5, teeth: 23).Waveform(5_120, 5_120,
            t => 3 * (1 + modulation * Math.Cos(2 * Math.PI * shaft * t)) * Math.Sin(2 * Math.PI * mesh * t)).Describe();
        d["gear_mesh_amplitude"].ShouldBe(3, 0.003f);
        d["gear_mesh_sidebands"].ShouldBe((float)(modulation / Math.Sqrt(2)), 0.003f);
    }

    [Fact]
    public void A_gear_mesh_is_found_beside_its_expected_place_and_missing_in_noise()
    {
        var found = new BlockBuilder().Speed(120).Knowing(turns: 8.5, teeth: 23)
            .Waveform(5_120, 5_120, t => 3 * Math.Sin(2 * Math.PI * 1.006 * 17 * 23 * t)).Describe();
        found["gear_mesh_amplitude"].ShouldBe(3, 0.05f);
        var noise = Noise(5_120, 5_120).Speed(120).Knowing(turns: 8.5, teeth: 23).Describe();
        noise["gear_mesh_amplitude"].ShouldBeLessThan(0.1f);
        noise["gear_mesh_sidebands"].ShouldBe(float.NaN);
    }

    [Fact]
    public void Bit_bounce_is_the_axial_line_at_three_times_rotation()
    {
        var d = new BlockBuilder(1_000, 1_000).Speed(120)
            .Column(StandardChannels.VibrationAxial, t => 1.5 * Math.Sin(2 * Math.PI * 6 * t) + Math.Sin(2 * Math.PI * 2 * t)).Describe();
        d["axial_3x"].ShouldBe(1.5f, 1e-3f);
        new BlockBuilder(10, 10).Speed(120).Column(StandardChannels.VibrationAxial, t => t).Describe()["axial_3x"].ShouldBe(float.NaN,
            "6 Hz cannot be seen at ten readings a second");
    }

    [Fact]
    public void A_fast_column_stands_in_for_a_waveform()
    {
        var d = new BlockBuilder(2_560, 2_560).Speed(130).Knowing(turns: 8.5)
            .Column(StandardChannels.VibrationLateral, t => 2 * Math.Sin(2 * Math.PI * 8.5 * 130 / 60 * t)).Describe();
        d["shaft_order_1"].ShouldBe(2, 1e-3f);
        d["octave_16"].ShouldBe(MathF.Sqrt(2), 1e-3f);
        d["waveform_rms"].ShouldBe(float.NaN);
        d["waveform_number"].ShouldBe(float.NaN);
    }

    [Theory]
    [InlineData(2_560)]
    [InlineData(10)]
    [InlineData(1)]
    public void The_rate_of_readings_is_told(int readings)
    {
        var rate = readings / 1.0;
        new BlockBuilder(readings, rate).Speed(100).Describe()["readings_per_second"].ShouldBe((float)rate, 0.001f * (float)rate);
    }

    private static BlockBuilder Sine(int samples, float rateHz, double amplitude, double hz, double offset = 0) =>
        new BlockBuilder().Waveform(samples, rateHz, t => offset + amplitude * Math.Sin(2 * Math.PI * hz * t));

    private static BlockBuilder Noise(int samples, float rateHz)
    {
        var random = new Random(9);
        return new BlockBuilder().Waveform(samples, rateHz, _ => random.NextDouble() - 0.5);
    }
}
