using System.Runtime.InteropServices;
using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Core.Telemetry;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.Tests.Pipeline;

namespace Maintenance.Scoring.Tests.DataManipulation;

/// <summary>
/// Single precision against double precision, in units in the last place as <c>docs/formats/descriptors.md</c> states them; the same
/// block gives the same bits; and what no formula is made for ends in NaN, not in a number.
/// </summary>
public sealed class AccuracyTests
{
    // Units in the last place of single precision, 2^-23 relative.
    private static readonly Dictionary<string, double> Ulps = new(StringComparer.Ordinal)
    {
        ["waveform_rms"] = 4,
        ["waveform_peak"] = 4,
        ["waveform_crest"] = 6,
        ["waveform_kurtosis"] = 8,
        ["velocity_rms_mm_per_s"] = 12,
        ["shaft_order_1"] = 8,
        ["shaft_order_2"] = 8,
        ["shaft_order_3"] = 8,
    };

    private const double BandUlps = 32;

    public static IEnumerable<object[]> Signals =>
        from kind in new[] { "noise", "tones", "impacts", "offset" }
        from samples in new[] { 64, 1_000, 2_560, 4_096, 10_001 }
        from rateHz in new[] { 2_560, 25_600 }
        select new object[] { kind, samples, rateHz };

    [Theory]
    [MemberData(nameof(Signals))]
    public void Single_precision_is_within_the_stated_units_of_double(string kind, int samples, int rateHz)
    {
        const double shaftHz = 8.5 * 150 / 60.0;
        var block = Block(kind, samples, rateHz);
        var x = block.Record.Waveforms[0].Samples;
        var d = block.Describe();
        var expected = ReferenceDescriptors.Of(x, rateHz);
        if (samples * shaftHz / rateHz is >= ShaftLines.MinTurns and < 25) // over more turns the speed is that of the lines
            foreach (var (k, amplitude) in ReferenceDescriptors.Orders(x, rateHz, shaftHz, 3).Index())
                expected[$"shaft_order_{k + 1}"] = amplitude;
        var compared = 0;
        foreach (var (name, value) in expected)
        {
            if (float.IsNaN(d[name])) continue;
            compared++;
            // What is small beside the signal is as exact as the signal; skewness is compared with its own scale, 1.
            var scale = name is "waveform_skewness" or "waveform_offset" ? Math.Max(1, value)
                : Math.Max(value, name == "velocity_rms_mm_per_s" ? 0 : 0.01 * expected["waveform_rms"]);
            (Math.Abs(d[name] - value) / scale * (1 << 23)).ShouldBeLessThan(Ulps.GetValueOrDefault(name, BandUlps),
                $"{name}: {d[name]} instead of {value}");
        }
        compared.ShouldBeGreaterThan(8);
    }

    /// <summary>Whatever was described before, and wherever the block lies in memory.</summary>
    [Fact]
    public void The_same_block_gives_the_same_bits()
    {
        var block = Block("impacts", 2_560, 2_560);
        var bytes = Records.Encode(block.Record);
        var calculator = new DescriptorCalculator();
        var first = new float[Descriptors.Count];
        calculator.Compute(TelemetryRecordView.DecodeTrusted(bytes), block.Setup, first);
        for (var offset = 0; offset < 64; offset += 4)
        {
            foreach (var length in new[] { 64, 100, 5_000, 2_560 })
            {
                var other = Records.Encode(Block("noise", length + offset, 1_000).Record);
                calculator.Compute(TelemetryRecordView.DecodeTrusted(other), block.Setup, new float[Descriptors.Count]);
            }
            var moved = new byte[offset + bytes.Length];
            bytes.CopyTo(moved, offset);
            var again = new float[Descriptors.Count];
            calculator.Compute(TelemetryRecordView.DecodeTrusted(moved.AsSpan(offset)), block.Setup, again);
            MemoryMarshal.Cast<float, int>(again).ToArray().ShouldBe(MemoryMarshal.Cast<float, int>(first).ToArray());
        }
    }

    public static IEnumerable<object[]> Odd =>
        from samples in new[] { 1, 2, 7, 8, 16, 63, 64, 65, 1_000 }
        from rateHz in new[] { 1, 50, 2_560, 1e6f, float.MaxValue, float.Epsilon }
        select new object[] { samples, rateHz };

    [Theory]
    [MemberData(nameof(Odd))]
    public void Odd_lengths_and_rates_give_numbers_or_nothing(int samples, float rateHz)
    {
        var random = new Random(1);
        foreach (var at in new Func<double, double>[]
            { _ => 0, _ => 7, _ => random.NextDouble(), _ => random.Next(3) == 0 ? double.NaN : 1, _ => double.NaN,
                _ => 1e30 * random.NextDouble(), _ => float.Epsilon * random.Next(5) })
        {
            var vector = new BlockBuilder().Speed(150).Knowing(turns: 8.5, teeth: 23).Waveform(samples, rateHz, at).Vector();
            vector.Where(v => !float.IsNaN(v)).ShouldAllBe(v => float.IsFinite(v));
        }
    }

    [Fact]
    public void A_dead_waveform_has_a_level_of_zero_and_no_shape()
    {
        var d = new BlockBuilder().Speed(150).Knowing(turns: 8.5, teeth: 23).Waveform(2_560, 2_560, _ => 0).Describe();
        d["waveform_rms"].ShouldBe(0);
        d["velocity_rms_mm_per_s"].ShouldBe(0);
        foreach (var name in new[] { "waveform_kurtosis", "waveform_crest", "waveform_skewness", "waveform_offset", "waveform_clipped",
            "speed_error", "gear_mesh_sidebands" })
            d[name].ShouldBe(float.NaN, name);
    }

    [Fact]
    public void Several_waveforms_and_a_varying_speed_allocate_nothing()
    {
        var block = Block("impacts", 2_560, 2_560).Waveform(2_000, 2_560, t => Math.Sin(300 * t), "b");
        block.Record.Columns.Clear();
        block.Column(StandardChannels.RotarySpeed, t => 150 + 30 * t).Column(StandardChannels.VibrationAxial, t => Math.Sin(9 * t));
        var bytes = Records.Encode(block.Record);
        var (calculator, descriptors) = (new DescriptorCalculator(), new float[Descriptors.Count]);
        Allocated.By(Run, times: 50).ShouldBe(0);

        void Run() => calculator.Compute(TelemetryRecordView.DecodeTrusted(bytes), block.Setup, descriptors);
    }

    private static BlockBuilder Block(string kind, int samples, float rateHz)
    {
        var random = new Random(samples);
        return new BlockBuilder().Speed(150).Knowing(turns: 8.5, teeth: 23).Waveform(samples, rateHz, t => kind switch
        {
            "tones" => Math.Sin(2 * Math.PI * 21.25 * t) + 0.3 * Math.Sin(2 * Math.PI * 488.75 * t + 1) + 0.1 * random.NextDouble(),
            "impacts" => random.NextDouble() - 0.5 + ((int)Math.Round(t * rateHz) % 100 < 3 ? 8 * random.NextDouble() : 0),
            "offset" => 9.81 + random.NextDouble() - 0.5,
            _ => random.NextDouble() - 0.5,
        });
    }
}
