using Maintenance.Core.Channels;
using Maintenance.Scoring.DataManipulation;

namespace Maintenance.Scoring.Tests.DataManipulation;

/// <summary>A saturated sensor is told from signals that only look alike.</summary>
public sealed class ClippingTests
{
    private const int N = 2_560;

    /// <summary>A sine clipped at a share c of its amplitude lies at its limits for 1 − (2/π)·asin(c) of the time.</summary>
    [Theory]
    [InlineData(0.99)]
    [InlineData(0.9)]
    [InlineData(0.5)]
    [InlineData(0.1)]
    public void A_clipped_sine_has_its_share(double at) =>
        ShareOf(i => Math.Clamp(5 * Math.Sin(0.123 * i), -5 * at, 5 * at)).ShouldBe((float)(1 - 2 / Math.PI * Math.Asin(at)), 0.01f);

    [Fact]
    public void One_limit_is_enough() =>
        ShareOf(i => Math.Min(3 + 5 * Math.Sin(0.123 * i), 6)).ShouldBe((float)(0.5 - Math.Asin(0.6) / Math.PI), 0.01f);

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void Clipped_noise_has_its_share(int seed)
    {
        var random = new Random(seed);
        var noise = Enumerable.Range(0, N).Select(_ => Gaussian(random)).ToArray();
        ShareOf(i => Math.Clamp(noise[i], -1.5, 1.5)).ShouldBe(noise.Count(v => Math.Abs(v) >= 1.5) / (float)N);
    }

    [Theory]
    [InlineData(20)] // an even number of samples a turn: each value comes many times
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(20.7)]
    [InlineData(500)]
    public void A_sine_is_not_clipped(double samplesPerTurn)
    {
        ShareOf(i => 5 * Math.Sin(2 * Math.PI * i / samplesPerTurn)).ShouldBe(0);
        ShareOf(i => 5 * Math.Sin(2 * Math.PI * (i + 0.5) / samplesPerTurn)).ShouldBe(0);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.01)]
    public void Coarse_steps_are_not_clipping(double step)
    {
        var random = new Random(3);
        for (var amplitude = 0.9; amplitude < 1.1; amplitude += 0.01)
            ShareOf(i => Math.Round(amplitude * Math.Sin(0.004 * i) / step) * step).ShouldBe(0, $"{amplitude}");
        ShareOf(_ => Math.Round(Gaussian(random) / step) * step).ShouldBe(0);
    }

    [Fact]
    public void A_quiet_sensor_that_flickers_by_one_step_is_not_clipped()
    {
        var random = new Random(4);
        ShareOf(_ => random.Next(2) * 0.01).ShouldBe(0);
        ShareOf(_ => (random.Next(20) == 0 ? 1 : random.Next(20) == 0 ? -1 : 0) * 0.01).ShouldBe(0);
    }

    [Fact]
    public void Rest_with_a_few_impacts_is_not_clipped() => ShareOf(i => i % 128 == 0 ? 10 + i : 0).ShouldBe(0);

    [Fact]
    public void A_constant_and_gaps_tell_nothing()
    {
        ShareOf(_ => 0).ShouldBe(float.NaN);
        ShareOf(i => i == 7 ? double.NaN : Math.Sin(i)).ShouldBe(float.NaN);
    }

    [Fact]
    public void Columns_and_waveforms_are_told()
    {
        double At(double t) => Math.Clamp(Math.Sin(2 * Math.PI * 31 * t), -0.5, 0.5);
        var d = new BlockBuilder(1_000, 1_000).Column(StandardChannels.VibrationAxial, At)
            .Column(StandardChannels.VibrationTorsional, t => At(t) / 7)
            .Column(StandardChannels.VibrationLateral, t => Math.Sin(2 * Math.PI * 31 * t)).Waveform(1_000, 1_000, At).Describe();
        foreach (var name in new[] { "axial_clipped", "torsional_clipped", "waveform_clipped" }) d[name].ShouldBe(2 / 3f, 0.02f);
        d["lateral_clipped"].ShouldBe(0);
    }

    private static float ShareOf(Func<int, double> at)
    {
        var values = Enumerable.Range(0, N).Select(i => (float)at(i)).ToArray();
        return Clipping.ShareOf(values, Moments.Of(values, new float[N]));
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
