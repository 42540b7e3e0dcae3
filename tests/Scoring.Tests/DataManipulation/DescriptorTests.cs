using Maintenance.Core.Assets;
using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Core.Telemetry;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.Tests.Pipeline;

namespace Maintenance.Scoring.Tests.DataManipulation;

/// <summary>Descriptors against closed forms.</summary>
public sealed class DescriptorTests
{
    private readonly DescriptorCalculator _calculator = new();
    private readonly DrillSetup _setup = new(0.216, []);

    [Fact]
    public void A_sine_has_its_rms_peak_crest_and_kurtosis()
    {
        var d = Describe(1_000, 1_000, (StandardChannels.VibrationLateral, t => 7 + 3 * Math.Sin(2 * Math.PI * 50 * t)));
        d["lateral_rms"].ShouldBe(3 / MathF.Sqrt(2), 1e-4f);
        d["lateral_peak"].ShouldBe(3, 1e-4f);
        d["lateral_crest"].ShouldBe(MathF.Sqrt(2), 1e-4f);
        d["lateral_kurtosis"].ShouldBe(1.5f, 1e-3f);
    }

    [Fact]
    public void Missing_readings_are_left_out()
    {
        var clean = Describe(1_000, 1_000, (StandardChannels.VibrationAxial, t => Math.Sin(2 * Math.PI * 50 * t)));
        var gappy = Describe(1_000, 1_000, (StandardChannels.VibrationAxial, t => (int)Math.Round(t * 1_000) % 7 == 0
            ? double.NaN : Math.Sin(2 * Math.PI * 50 * t)));
        gappy["axial_rms"].ShouldBe(clean["axial_rms"], 0.02f);
        float.IsNaN(gappy["axial_kurtosis"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData(7, true)]
    [InlineData(8, false)]
    public void Vibration_needs_eight_readings(int readings, bool missing) =>
        float.IsNaN(Describe(readings, 10, (StandardChannels.VibrationTorsional, t => t))["torsional_rms"]).ShouldBe(missing);

    [Fact]
    public void A_stuck_sensor_has_no_kurtosis_and_no_crest()
    {
        var d = Describe(100, 100, (StandardChannels.VibrationLateral, _ => 0.1));
        d["lateral_rms"].ShouldBe(0);
        d["lateral_kurtosis"].ShouldBe(float.NaN);
        d["lateral_crest"].ShouldBe(float.NaN);
    }

    [Fact]
    public void Velocity_of_a_sine_is_its_acceleration_over_the_angular_frequency()
    {
        var d = Describe(4_096, 4_096, (StandardChannels.VibrationLateral, t => 5 * Math.Sin(2 * Math.PI * 100 * t)));
        d["velocity_rms_mm_per_s"].ShouldBe(1000 * 5 / MathF.Sqrt(2) / (2 * MathF.PI * 100), 0.03f);
        d["band_low"].ShouldBe(5 / MathF.Sqrt(2), 0.01f);
        d["band_mid"].ShouldBeLessThan(0.01f);
        d["band_high"].ShouldBeLessThan(0.01f);
    }

    [Fact]
    public void Bands_add_up_to_the_mean_square_of_broad_band_noise()
    {
        var random = new Random(11);
        var noise = Enumerable.Range(0, 16_384).Select(_ => random.NextDouble() - 0.5).ToArray();
        var d = Describe(noise.Length, 8_192, (StandardChannels.VibrationLateral, t => noise[(int)Math.Round(t * 8_192)]));
        var total = d["band_low"] * d["band_low"] + d["band_mid"] * d["band_mid"] + d["band_high"] * d["band_high"];
        total.ShouldBe(d["lateral_rms"] * d["lateral_rms"], 0.03f * total); // Parseval; 10 of 4,096 Hz lie below the bands
    }

    [Fact]
    public void Bands_beyond_Nyquist_are_missing()
    {
        var d = Describe(512, 300, (StandardChannels.VibrationLateral, t => Math.Sin(2 * Math.PI * 20 * t)));
        float.IsNaN(d["band_low"]).ShouldBeFalse();
        d["band_mid"].ShouldBe(float.NaN);
        d["band_high"].ShouldBe(float.NaN);
    }

    [Theory]
    [InlineData(10, 10, 120)]
    [InlineData(100, 100, 97)]
    [InlineData(4_096, 5_120, 130)]
    public void Shaft_lines_are_told_apart_in_less_than_two_turns(int readings, double rateHz, double rpm)
    {
        var shaft = rpm / 60;
        var lines = new float[2];
        ShaftLines.Fit(
            [.. Enumerable.Range(0, readings)
                .Select(i => (float)(4 + 2 * Math.Sin(2 * Math.PI * shaft * i / rateHz + 0.7) + 0.5
                * Math.Cos(4 * Math.PI * shaft * i / rateHz)))],
            rateHz, shaft, lines);
        lines[0].ShouldBe(2, 1e-3f);
        lines[1].ShouldBe(0.5f, 1e-3f);
    }

    [Theory]
    [InlineData(10, 10, 60)] // one turn
    [InlineData(100, 10, 300)] // 5 Hz at 10 readings a second
    public void Shaft_lines_that_cannot_be_told_are_missing(int readings, double rateHz, double rpm)
    {
        var lines = new float[3];
        ShaftLines.Fit(new float[readings], rateHz, rpm / 60, lines);
        lines.ShouldAllBe(a => float.IsNaN(a));
    }

    [Fact]
    public void Slopes_are_per_minute_and_need_four_readings()
    {
        Describe(10, 10, (StandardChannels.BearingTemperature, t => 60 + 0.5 * t))["bearing_temperature_slope"].ShouldBe(30, 0.01f);
        Describe(3, 10, (StandardChannels.BearingTemperature, t => 60 + t))["bearing_temperature_slope"].ShouldBe(float.NaN);
    }

    [Fact]
    public void Mechanical_specific_energy_meets_the_vector()
    {
        const double lbf = 4.4482216152605, foot = 0.3048;
        DrillingFormulae.MechanicalSpecificEnergy(35_000 * lbf, 120, 4_500 * lbf * foot, 50 * foot / 3_600, 8.5 * 0.0254)
            .ShouldBe(498.96e6f, 0.02e6f);
        DrillingFormulae.MechanicalSpecificEnergy(1, 1, 1, 0, 0.2).ShouldBe(float.NaN);
    }

    [Fact]
    public void Stick_slip_prefers_the_speed_of_the_bit()
    {
        var d = Describe(100, 10,
            (StandardChannels.RotarySpeed, _ => 120),
            (StandardChannels.BitSpeed, t => 120 + 120 * Math.Sin(2 * Math.PI * 0.2 * t)));
        d["stick_slip_index"].ShouldBe(1, 0.01f);
    }

    [Fact]
    public void A_block_is_described_without_allocation()
    {
        var record = Records.Encode(Record(1_000, 1_000, (StandardChannels.VibrationLateral, t => Math.Sin(t * 300)),
            (StandardChannels.RotarySpeed, t => 120 + t)));
        var descriptors = new float[Descriptors.Count];
        Allocated.By(Run, times: 100).ShouldBe(0);

        void Run() => _calculator.Compute(TelemetryRecordView.DecodeTrusted(record), _setup, descriptors);
    }

    private Dictionary<string, float> Describe(int readings, double rateHz, params (int Channel, Func<double, double> At)[] channels)
    {
        var descriptors = new float[Descriptors.Count];
        _calculator.Compute(TelemetryRecordView.DecodeTrusted(Records.Encode(Record(readings, rateHz, channels))), _setup, descriptors);
        return Descriptors.All.ToDictionary(d => d.Name, d => descriptors[d.Index], StringComparer.Ordinal);
    }

    private static TelemetryRecord Record(int readings, double rateHz, params (int Channel, Func<double, double> At)[] channels)
    {
        var record = new TelemetryRecord
        {
            Asset = "D1", Flags = RecordFlags.Block, ReadingCount = readings, IntervalMicros =
            (uint)Math.Round(1e6 / rateHz)
        };
        foreach (var (channel, at) in channels)
            record.Columns.Add(new TelemetryColumn(channel, "", [.. Enumerable.Range(0, readings).Select(i => (float)at(i / rateHz))]));
        return record;
    }
}
