using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.DataManipulation;

namespace Maintenance.Scoring.Tests.DataManipulation;

/// <summary>Of several waveforms one is described, velocity is the greatest of all.</summary>
public sealed class WaveformChoiceTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("b", 1)]
    [InlineData("C", 2)]
    public void Without_impacts_the_first_of_a_known_place_is_described(string known, int expected)
    {
        var d = Block(impactsIn: -1).Knowing(turns: 1, teeth: 0, known.Length == 0 ? ["elsewhere"] : [known]).Describe();
        d["waveform_number"].ShouldBe(expected);
        d["waveform_rms"].ShouldBe((1 + expected) * 0.2887f, 0.02f);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_one_with_impacts_is_described_wherever_it_is(int impactsIn) =>
        Block(impactsIn).Knowing(turns: 1, teeth: 0, "a").Describe()["waveform_number"].ShouldBe(impactsIn);

    [Fact]
    public void Velocity_is_the_greatest_of_all()
    {
        var d = new BlockBuilder().Waveform(2_560, 2_560, t => Math.Sin(2 * Math.PI * 100 * t), "a")
            .Waveform(2_560, 2_560, t => 4 * Math.Sin(2 * Math.PI * 100 * t), "b")
            .Waveform(1_000, 2_560, t => 2 * Math.Sin(2 * Math.PI * 100 * t), "c").Describe();
        d["waveform_number"].ShouldBe(0);
        d["velocity_rms_mm_per_s"].ShouldBe(1000 * 4 / MathF.Sqrt(2) / (2 * MathF.PI * 100), 0.01f);
    }

    [Fact]
    public void A_waveform_that_cannot_be_used_does_not_hide_the_others()
    {
        var d = new BlockBuilder().Knowing(turns: 1, teeth: 0, "a").Waveform(2_560, 2_560, t => t > 0.5 ? double.NaN : 1, "a")
            .Waveform(2_560, 2_560, t => 4 * Math.Sin(2 * Math.PI * 100 * t), "b").Describe();
        d["waveform_number"].ShouldBe(1);
        d["velocity_rms_mm_per_s"].ShouldBe(1000 * 4 / MathF.Sqrt(2) / (2 * MathF.PI * 100), 0.01f);
    }

    [Theory]
    [InlineData(63)] // too short
    [InlineData(2_560)] // with gaps
    public void A_fast_column_stands_in_for_a_waveform_that_cannot_be_used(int samples)
    {
        var d = new BlockBuilder(2_560, 2_560).Column(StandardChannels.VibrationLateral, t => 4 * Math.Sin(2 * Math.PI * 100 * t))
            .Waveform(samples, 2_560, t => t > 0.1 ? double.NaN : Math.Sin(t)).Describe();
        d["velocity_rms_mm_per_s"].ShouldBe(1000 * 4 / MathF.Sqrt(2) / (2 * MathF.PI * 100), 0.01f);
        d["octave_125"].ShouldBe(4 / MathF.Sqrt(2), 0.01f);
        d["waveform_number"].ShouldBe(0);
    }

    [Fact]
    public void A_record_in_memory_is_described_as_its_bytes_are()
    {
        var block = Block(impactsIn: 2).Speed(150).Knowing(turns: 10, teeth: 5, "b", "c");
        var descriptors = new float[Descriptors.Count];
        new DescriptorCalculator().Compute(new BlockBuffer().Fill(block.Record), block.Setup, descriptors);
        descriptors.Select(BitConverter.SingleToInt32Bits).ShouldBe(block.Vector().Select(BitConverter.SingleToInt32Bits));
    }

    // Noise of 1, 2 and 3 m/s² peak to peak.
    private static BlockBuilder Block(int impactsIn)
    {
        var block = new BlockBuilder();
        for (var w = 0; w < 3; w++)
        {
            var (random, number) = (new Random(w), w);
            block.Waveform(2_560, 2_560, t => (1 + number) * (random.NextDouble() - 0.5)
                + (number == impactsIn && (int)Math.Round(t * 2_560) % 200 == 0 ? 20 : 0), new string((char)('a' + w), 1));
        }
        return block;
    }
}
