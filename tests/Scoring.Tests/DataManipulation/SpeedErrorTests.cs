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

    private static float Describe(double error, int harmonics, double noise, int seed)
    {
        var random = new Random(seed);
        return new BlockBuilder().Speed(150).Knowing(turns: 8.5).Waveform(5_120, 5_120, t => noise * (random.NextDouble() - 0.5)
            + Enumerable.Range(1, harmonics).Sum(k => 1.0 / k * Math.Sin(2 * Math.PI * k * Hz * (1 + error) * t + k * k))).Describe()
            ["speed_error"];
    }
}
