using System.Numerics;
using System.Runtime.InteropServices;
using Maintenance.Scoring.DataManipulation;

namespace Maintenance.Scoring.Tests.DataManipulation;

/// <summary>The transform against its definition in double precision, and against closed forms.</summary>
public sealed class FourierTransformTests
{
    // RMS of the error over RMS of the result: what single precision leaves after 20 passes, and no more.
    private const double Accuracy = 2.5e-7;

    private readonly FourierTransform _transform = new();

    public static TheoryData<int> Lengths { get; } = [1, 2, 3, 4, 5, 8, 16, 17, 31, 32, 63, 64, 100, 128, 256, 512, 1_000, 1_024, 2_048,
        2_560, 4_096, 8_192, 10_000, 32_768, 65_536];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_real_signal_is_transformed_as_double_precision_says(int length)
    {
        var samples = Noise(length, seed: length);
        var (re, im) = Forward(samples);
        var expected = ReferenceTransform.Of(samples);
        re.Length.ShouldBe(expected.Length / 2 + 1);
        ErrorOf(re, im, expected).ShouldBeLessThan(Accuracy);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(1_024)]
    [InlineData(2_048)]
    [InlineData(65_536)]
    public void A_complex_signal_is_transformed_and_comes_back(int n)
    {
        var (x, y) = (Noise(n, seed: 1), Noise(n, seed: 2));
        var (re, im) = ((float[])x.Clone(), (float[])y.Clone());
        _transform.Transform(re, im);
        ErrorOf(re, im, ReferenceTransform.Of([.. x.Zip(y, (a, b) => new Complex(a, b))])).ShouldBeLessThan(Accuracy);
        _transform.Inverse(re, im);
        ErrorOf(re, im, [.. x.Zip(y, (a, b) => new Complex(a, b))]).ShouldBeLessThan(2 * Accuracy);
    }

    [Theory]
    [InlineData(64, 5)]
    [InlineData(4_096, 100)]
    [InlineData(1 << 20, 123_456)]
    public void A_tone_is_one_line_of_half_its_amplitude_and_length(int n, int k)
    {
        var (re, im) = Forward([.. Enumerable.Range(0, n).Select(i => (float)(3 * Math.Cos(2 * Math.PI * ((long)k * i % n) / n + 1)))]);
        double.Hypot(re[k], im[k]).ShouldBe(1.5 * n, 1e-6 * n);
        Math.Atan2(im[k], re[k]).ShouldBe(1, 1e-6);
        for (var i = 0; i < re.Length; i++)
            if (i != k) double.Hypot(re[i], im[i]).ShouldBeLessThan(2e-6 * n);
    }

    /// <summary>The use of the inverse: one-sided spectrum, transformed back, is signal + j · its Hilbert transform.</summary>
    [Fact]
    public void The_one_sided_spectrum_of_a_modulated_tone_comes_back_as_its_envelope()
    {
        const int n = 4_096;
        var samples = new float[n];
        for (var i = 0; i < n; i++)
            samples[i] = (float)((1 + 0.5 * Math.Cos(2 * Math.PI * 10 * i / n)) * Math.Cos(2 * Math.PI * 900 * i / n));
        var (re, im) = (new float[n], new float[n]);
        _transform.Forward(samples, re, im);
        for (var k = 1; k < n / 2; k++) (re[k], im[k]) = (2 * re[k], 2 * im[k]);
        re.AsSpan(n / 2 + 1).Clear();
        im.AsSpan(n / 2 + 1).Clear();
        _transform.Inverse(re, im);
        for (var i = 0; i < n; i++)
            double.Hypot(re[i], im[i]).ShouldBe(1 + 0.5 * Math.Cos(2 * Math.PI * 10 * i / n), 3e-6);
    }

    [Fact]
    public void The_same_samples_give_the_same_bits_at_every_alignment_and_after_other_sizes()
    {
        var samples = Noise(2_560, seed: 3);
        var first = Forward(samples);
        for (var offset = 0; offset < 9; offset++)
        {
            _transform.Forward(Noise(100 << offset, seed: 4), new float[1 << 17], new float[1 << 17]);
            var moved = new float[offset + samples.Length];
            samples.CopyTo(moved, offset);
            var (re, im) = (new float[offset + 2_049], new float[offset + 2_049]);
            _transform.Forward(moved.AsSpan(offset), re.AsSpan(offset), im.AsSpan(offset));
            Bits(re.AsSpan(offset)).ShouldBe(Bits(first.Re));
            Bits(im.AsSpan(offset)).ShouldBe(Bits(first.Im));
        }
    }

    [Fact]
    public void Steady_state_allocates_nothing()
    {
        var samples = Noise(2_560, seed: 5);
        var (re, im) = (new float[4_096], new float[4_096]);
        Allocated.By(Run, times: 20).ShouldBe(0);

        void Run()
        {
            _transform.Forward(samples, re, im);
            _transform.Inverse(re, im);
            _transform.Transform(re.AsSpan(0, 16), im.AsSpan(0, 16));
        }
    }

    [Fact]
    public void Lengths_that_are_no_power_of_two_are_refused_with_their_numbers() =>
        Should.Throw<ArgumentException>(() => _transform.Transform(new float[12], new float[12])).Message
            .ShouldBe("12 real and 12 imaginary parts; a power of two up to 16777216 of each is needed.");

    private (float[] Re, float[] Im) Forward(float[] samples)
    {
        var bins = FourierTransform.SizeFor(samples.Length) / 2 + 1;
        var (re, im) = (new float[bins], new float[bins]);
        _transform.Forward(samples, re, im).ShouldBe(2 * (bins - 1));
        return (re, im);
    }

    private static double ErrorOf(float[] re, float[] im, Complex[] expected)
    {
        var (error, total) = (0.0, 0.0);
        for (var k = 0; k < re.Length; k++)
        {
            var difference = new Complex(re[k], im[k]) - expected[k];
            error += difference.Real * difference.Real + difference.Imaginary * difference.Imaginary;
            total += expected[k].Real * expected[k].Real + expected[k].Imaginary * expected[k].Imaginary;
        }
        return Math.Sqrt(error / total);
    }

    private static float[] Noise(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)];
    }

    private static int[] Bits(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, int>(values).ToArray();
}
