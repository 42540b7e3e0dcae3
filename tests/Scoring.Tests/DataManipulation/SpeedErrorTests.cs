namespace Maintenance.Scoring.Tests.DataManipulation;

/// <summary>A wrong sample rate or speed is seen in the harmonics of the shaft, and nothing is claimed where there are none.</summary>
public sealed class SpeedErrorTests
{
    private const double Hz = 8.5 * 150 / 60.0;

    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    [InlineData(-0.06)]
    [InlineData(0.1)]
    [InlineData(-0.2)]
    [InlineData(0.28)]
    public void The_harmonics_show_the_speed(double error) =>
        Describe(error, harmonics: 8, noise: 0.3, seed: 1).ShouldBe((float)error, 0.008f);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_noise_gives_the_same_answer(int seed) =>
        Describe(0.07, harmonics: 6, noise: 1, seed).ShouldBe(0.07f, 0.008f);

    [Theory]
    [InlineData(0, 0)] // noise alone
    [InlineData(1, 0)] // an unbalanced rotor
    [InlineData(1, 0.15)] // one line elsewhere
    [InlineData(2, 0.15)]
    public void Without_a_clear_comb_nothing_is_claimed(int harmonics, double error)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var found = Describe(error, harmonics, noise: 0.3, seed);
            (float.IsNaN(found) || Math.Abs(found) < 0.02).ShouldBeTrue($"{found} with seed {seed}");
        }
    }

    [Fact]
    public void Harmonics_of_the_mains_do_not_hide_those_of_the_shaft()
    {
        const double shaft = 45;
        var d = new BlockBuilder().Speed(60 * shaft).Knowing(turns: 1).Waveform(5_120, 5_120, t => Enumerable.Range(1, 6)
            .Sum(k => Math.Sin(2 * Math.PI * k * shaft * t + k) + 2 * Math.Sin(2 * Math.PI * k * 50 * t + k * k))).Describe();
        d["speed_error"].ShouldBe(0, 0.01f);
    }

    [Fact]
    public void Fewer_than_twenty_turns_do_not_resolve_the_speed() =>
        new BlockBuilder().Speed(120).Knowing(turns: 8.5).Waveform(5_120, 5_120, t => Math.Sin(2 * Math.PI * 17 * t)).Describe()
            ["speed_error"].ShouldBe(float.NaN);

    [Theory]
    [InlineData(2)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Shaft_and_mesh_show_a_rate_of_twice_or_half_in_a_few_turns(double claimed)
    {
        // 0.8 s: 17 turns of a pinion of 23 teeth in noise, as a top drive's waveform has them.
        float[] errors = [.. Enumerable.Range(0, 30).Select(seed => Geared(claimed, seed, (1, 0.3), (2, 0.1), (23, 0.4), (46, 0.1)))];
        foreach (var error in errors)
            if (!float.IsNaN(error)) error.ShouldBe((float)claimed - 1, 0.05f);
        // Noise may hide a line; a window has several waveforms, and two that agree are enough.
        if (claimed != 1) errors.Count(e => !float.IsNaN(e)).ShouldBeGreaterThan(15);
    }

    [Fact]
    public void Second_harmonics_of_a_misaligned_gear_are_no_wrong_rate()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            Near(Geared(1, seed, (1, 0.2), (2, 0.8), (23, 0.2), (46, 0.8)), $"both are there, seed {seed}");
            Near(Geared(1, seed, (2, 0.8), (23, 0.4)), $"only one of the two lines is off, seed {seed}");
            Near(Geared(1, seed), $"noise alone, seed {seed}");
        }
    }

    private static void Near(float error, string why) => (float.IsNaN(error) || Math.Abs(error) < 0.02).ShouldBeTrue($"{error}: {why}");

    private static float Geared(double claimed, int seed, params (int Order, double Amplitude)[] lines)
    {
        var random = new Random(seed);
        return new BlockBuilder().Speed(150).Knowing(turns: 8.5, teeth: 23).Waveform(4_096, 5_120 * (float)claimed, t =>
            2.5 * (random.NextDouble() - 0.5)
            + lines.Sum(l => l.Amplitude * Math.Sin(2 * Math.PI * l.Order * Hz * t * claimed + l.Order))).Describe()["speed_error"];
    }

    private static float Describe(double error, int harmonics, double noise, int seed)
    {
        var random = new Random(seed);
        return new BlockBuilder().Speed(150).Knowing(turns: 8.5).Waveform(5_120, 5_120, t => noise * (random.NextDouble() - 0.5)
            + Enumerable.Range(1, harmonics).Sum(k => 1.0 / k * Math.Sin(2 * Math.PI * k * Hz * (1 + error) * t + k * k))).Describe()
            ["speed_error"];
    }
}
