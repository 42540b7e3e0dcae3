using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.DataManipulation;
using static Maintenance.Scoring.DataManipulation.EnvelopeIndex;

namespace Maintenance.Scoring.Tests.Bearings;

/// <summary>Envelope analysis against closed forms and synthetic machines of held-out seeds.</summary>
public sealed class EnvelopeAnalysisTests
{
    // BPFO 4, BPFI 6, BSF 2.4 and FTF 0.4 orders.
    private static readonly BearingGeometry Round = new(10, 0.01, 0.05);
    private static readonly string[] Defects = ["outer race", "inner race", "rolling element"];
    private readonly EnvelopeAnalysis _analysis = new();

    [Fact]
    public void Kurtosis_of_impacts_is_their_period_over_their_decay()
    {
        // e = exp(−2t/τ) every T: ⟨e²⟩/⟨e⟩² = (τ/4T)/(τ/2T)² = T/τ, less 2.
        const double Period = 0.02, Decay = 0.001;
        var samples = Ringing(25_600, 4, Period, Decay, 6_000, noise: 1e-3);
        Describe(samples, 25_600, 12, Round)[EnvelopeKurtosis].ShouldBe((float)(Period / Decay - 2), 1.8f);
    }

    [Fact]
    public void Gaussian_noise_has_no_kurtosis_and_its_own_rms()
    {
        var d = Describe(Noise(51_200, seed: 3, _ => 2), 25_600, 12.3, Round);
        d[EnvelopeKurtosis].ShouldBe(0, 0.1f);
        // White noise: the power of a band is its share of the Nyquist frequency.
        d[EnvelopeRms].ShouldBe(2 * MathF.Sqrt(d[EnvelopeWidthHz] / 12_800), 0.06f);
    }

    [Fact]
    public void Depth_of_modulated_noise_is_that_of_its_squared_envelope()
    {
        // (1 + m·cos)² = (1 + m²/2)·(1 + 2m/(1 + m²/2)·cos + m²/2/(1 + m²/2)·cos 2).
        const double Depth = 0.5, Hz = 4.18 * 20;
        var bearing = new BearingGeometry(11, 0.12, 0.5); // BPFO 4.18 orders
        // No octave of 500 Hz is wide enough for the bearing: its band is the whole.
        var samples = Noise(30_000, seed: 5, i => 1 + Depth * Math.Cos(2 * Math.PI * Hz * i / 1_000));
        var d = Describe(samples, 1_000, 20, bearing);
        var square = 1 + Depth * Depth / 2;
        // Of a band B wide, B − α carries the modulation at α.
        var (once, twice) = (2 * Depth / square * (1 - Hz / 500), Depth * Depth / 2 / square * (1 - 2 * Hz / 500));
        var expected = (float)(double.Hypot(once, twice) * Math.Sqrt(square));
        d[BpfoAmplitude].ShouldBe(expected, 0.05f * expected);
        d[EnvelopeLineHz].ShouldBe((float)Hz, 0.5f);
        d[BpfoProminence].ShouldBeGreaterThan(4 * d[BpfiProminence]);
    }

    [Fact]
    public void Tones_make_no_envelope()
    {
        var samples = Noise(25_600, seed: 7, _ => 0.1);
        // Two tones of a gear that beat at the frequency of the outer race.
        for (var i = 0; i < samples.Length; i++)
            samples[i] += (float)(5 * Math.Sin(2 * Math.PI * 3_000 * i / 25_600) + 5 * Math.Sin(2 * Math.PI * 3_083.6 * i / 25_600));
        var d = Describe(samples, 25_600, 20, new BearingGeometry(11, 0.12, 0.5));
        d[BpfoProminence].ShouldBeLessThan(3);
        d[EnvelopeRms].ShouldBeLessThan(0.2f);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Of_strong_impacts_the_defect_is_named_in_nineteen_of_twenty_machines(int defect)
    {
        var right = 0;
        for (var seed = 1; seed <= 100; seed++)
        {
            var d = Describe(ImpactTrain.Any(90_000 + seed, Defects[defect], amplitude: 6));
            float[] prominence = [d[BpfoProminence], d[BpfiProminence], d[BsfProminence]];
            if (Array.IndexOf(prominence, prominence.Max()) == defect) right++;
        }
        right.ShouldBeGreaterThanOrEqualTo(95);
    }

    [Fact]
    public void Machines_without_a_defect_show_no_lines()
    {
        // 3.2 is where a bearing is suspected.
        for (var seed = 1; seed <= 300; seed++)
        {
            var d = Describe(ImpactTrain.Any(70_000 + seed, defect: null, amplitude: 0));
            Math.Max(d[BpfoProminence], Math.Max(d[BpfiProminence], d[BsfProminence])).ShouldBeLessThan(3.2f, $"seed {seed}");
        }
    }

    [Fact]
    public void Defects_are_found_at_their_own_order_whatever_the_speed()
    {
        foreach (var shaftHz in new[] { 8.1, 16.7, 29.3, 57.9 })
        {
            var train = new ImpactTrain(11, "outer race", 25_600, 2, shaftHz, new BearingGeometry(9, 7.94, 39.04), amplitude: 4);
            var d = Describe(train);
            d[BpfoProminence].ShouldBeGreaterThan(4, $"{shaftHz} Hz");
            d[BpfoProminence].ShouldBeGreaterThan(1.5f * d[BpfiProminence], $"{shaftHz} Hz");
        }
    }

    [Fact]
    public void Lines_of_an_inner_race_have_side_bands_of_the_shaft()
    {
        var bearing = new BearingGeometry(9, 7.94, 39.04);
        // Impacts of strength 0.55 + 0.45·cos have half-height side bands of 0.41 of the line; those of the squared envelope are higher.
        for (var seed = 21; seed < 31; seed++)
            Describe(new ImpactTrain(seed, "inner race", 25_600, 2, 29.3, bearing, amplitude: 6))[BpfiSidebands]
                .ShouldBeInRange(0.3f, 1.1f);
    }

    [Fact]
    public void What_cannot_be_told_is_missing()
    {
        var noise = Noise(25_600, seed: 9, _ => 1);
        var noSpeed = Describe(noise, 25_600, double.NaN, Round);
        float.IsNaN(noSpeed[BpfoProminence]).ShouldBeTrue();
        float.IsFinite(noSpeed[EnvelopeLineHz]).ShouldBeTrue();
        float.IsNaN(Describe(noise, 25_600, 20, null)[BpfoProminence]).ShouldBeTrue();
        // Three turns do not resolve the harmonics of the shaft from those of the bearing.
        var slow = Describe(noise, 25_600, 3, Round);
        float.IsNaN(slow[BpfoProminence]).ShouldBeTrue();
        float.IsFinite(slow[EnvelopeKurtosis]).ShouldBeTrue();
        // Ten turns hold four of the cage's.
        var cage = Describe(noise, 25_600, 10, new BearingGeometry(9, 7.94, 39.04));
        float.IsNaN(cage[FtfProminence]).ShouldBeTrue();
        float.IsFinite(cage[BpfoProminence]).ShouldBeTrue();
        Describe(noise.AsSpan(0, 255), 25_600, 20, Round).ShouldAllBe(v => float.IsNaN(v));
        noise[77] = float.NaN;
        Describe(noise, 25_600, 20, Round).ShouldAllBe(v => float.IsNaN(v));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9.81f)]
    public void A_constant_signal_has_no_envelope(float value)
    {
        var d = Describe(Enumerable.Repeat(value, 4_096).ToArray(), 5_120, 20, Round);
        float.IsNaN(d[EnvelopeKurtosis]).ShouldBeTrue();
        float.IsNaN(d[BpfoProminence]).ShouldBeTrue();
    }

    [Fact]
    public void The_same_waveform_gives_the_same_bits()
    {
        var train = ImpactTrain.Any(4, "inner race", 3);
        var first = Describe(train);
        Describe(Noise(100_000, seed: 1, _ => 1), 48_000, 31, Round);
        Describe(train).Select(BitConverter.SingleToInt32Bits).ShouldBe(first.Select(BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void Steady_state_allocates_nothing()
    {
        var (samples, d) = (Noise(2_560, seed: 5, _ => 1), new float[Descriptors.Count]);
        _analysis.Compute(samples, 2_560, 20, Round, d);
        Allocated.By(() => _analysis.Compute(samples, 2_560, 20, Round, d), times: 20).ShouldBe(0);
    }

    private float[] Describe(ImpactTrain train) => Describe(train.Samples, train.SampleRateHz, train.ShaftHz, train.Bearing);

    private float[] Describe(ReadOnlySpan<float> samples, double sampleRateHz, double shaftHz, BearingGeometry? bearing)
    {
        var d = new float[Descriptors.Count];
        Array.Fill(d, float.NaN);
        _analysis.Compute(samples, sampleRateHz, shaftHz, bearing, d);
        return d;
    }

    private static float[] Noise(int count, int seed, Func<int, double> level)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => (float)(level(i)
            * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
    }

    private static float[] Ringing(double rate, double seconds, double period, double decay, double resonanceHz, double noise)
    {
        // Periods that do not fit the samples, a phase of its own for each impact: no tones.
        var (samples, random) = (Noise((int)(rate * seconds), seed: 2, _ => noise), new Random(6));
        for (var at = 0.3 * period; at < seconds; at += period)
        {
            var phase = 2 * Math.PI * random.NextDouble();
            for (var i = (int)Math.Ceiling(at * rate); i < samples.Length && i / rate - at < 8 * decay; i++)
                samples[i] += (float)(Math.Exp((at - i / rate) / decay) * Math.Sin(phase + 2 * Math.PI * resonanceHz * i / rate));
        }
        return samples;
    }
}
