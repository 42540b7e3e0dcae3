using Maintenance.Core.Conditions;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.HealthAssessment;

namespace Maintenance.Scoring.Tests.HealthAssessment;

/// <summary>The vectorised window against a plain one.</summary>
public sealed class WindowFeaturesTests
{
    [Fact]
    public void Mean_and_largest_value_equal_a_plain_computation_bit_for_bit()
    {
        var random = new Random(5);
        var blocks = Enumerable.Range(0, 60).Select(i => Block(random, (DrillingState)(i % 7), i * 4_000_000)).ToArray();
        var features = new float[WindowFeatures.Names.Count];
        WindowFeatures.Compute(blocks, features).ShouldBeTrue();
        for (var d = 0; d < Descriptors.Count; d++)
        {
            var slow = Descriptors.All[d].Traits.HasFlag(DescriptorTraits.Slow);
            float sum = 0, count = 0, max = float.NaN;
            foreach (var block in blocks)
            {
                var value = block.Descriptors[d];
                var turning = block.State is DrillingState.Unknown or DrillingState.Drilling or DrillingState.Reaming;
                if (float.IsNaN(value) || !(slow || turning)) continue;
                (sum, count) = (sum + value, count + 1);
                if (!(max >= value)) max = value;
            }
            features[d].ShouldBe(count == 0 ? float.NaN : sum / count, Descriptors.All[d].Name);
            features[Descriptors.Count + d].ShouldBe(max, Descriptors.All[d].Name);
        }
    }

    [Fact]
    public void A_window_in_which_nothing_turned_is_no_evidence() =>
        WindowFeatures.Compute([Block(new Random(1), DrillingState.Tripping)], new float[WindowFeatures.Names.Count]).ShouldBeFalse();

    [Fact]
    public void Blocks_within_seconds_of_rest_are_starts_and_stops()
    {
        BlockEntry[] window = [At(0, 120), At(9, 119), At(10, 60), At(11, 0), At(12, 0), At(13, 61), At(16, 121), At(17, 120)];
        var features = new float[WindowFeatures.Names.Count];
        WindowFeatures.Compute(window, features).ShouldBeTrue();
        features[DescriptorIndex.RotarySpeedMean].ShouldBe((120 + 121 + 120) / 3f);
        WindowFeatures.Compute(window.AsSpan(3, 3), features).ShouldBeFalse();
        WindowFeatures.Compute(window.AsSpan(5), features).ShouldBeTrue();
    }

    [Fact]
    public void A_ramp_lasts_until_the_speed_is_steady_and_an_unsteady_speed_far_from_rest_is_none()
    {
        float[] speeds = [0, 0, 20, 45, 68, 91, 114, 132, 138, 138, 138, 138, 138, 138, 138, 138, 138, 138, 138, 100, 138];
        var window = speeds.Select((speed, second) => At(second, speed)).ToArray();
        var running = new bool[window.Length];
        WindowFeatures.Compute(window, new float[WindowFeatures.Names.Count], running);
        Enumerable.Range(0, window.Length).Where(i => running[i]).ShouldBe([9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    }

    [Fact]
    public void One_pass_over_a_window_finds_the_nearest_rest_of_each_block()
    {
        var random = new Random(8);
        for (var run = 0; run < 50; run++)
        {
            var (second, window) = (0, new BlockEntry[60]);
            for (var i = 0; i < window.Length; i++)
                window[i] = At(second += random.Next(1, 6), random.Next(8) == 0 ? 0 : 100 + random.Next(4));
            var transients = new StartsAndStops(window);
            for (var i = 0; i < window.Length; i++)
                transients.Includes(i).ShouldBe(IsNearRest(window, i), $"run {run}, block {i}");
        }
    }

    // As the documentation has it, of each block by itself.
    private static bool IsNearRest(BlockEntry[] window, int block)
    {
        float Speed(int i) => window[i].Descriptors[DescriptorIndex.RotarySpeedMean];
        double Seconds(int i, int j) => Math.Abs(window[i].EventTimeUnixMicros - window[j].EventTimeUnixMicros) / 1e6;
        var all = Enumerable.Range(0, window.Length).ToArray();
        var toRest = all.Where(i => Speed(i) == 0).Select(i => Seconds(i, block)).DefaultIfEmpty(double.MaxValue).Min();
        var changes = all.Any(i => Math.Abs(i - block) == 1 && Seconds(i, block) <= 2
            && Math.Abs(Speed(i) - Speed(block)) > 0.02 * Math.Max(Speed(i), Speed(block)));
        return toRest <= 3 || (toRest <= 15 && changes);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(float.NaN, true)]
    public void Blocks_without_the_speed_turn_unless_others_say_that_the_string_stands_still(float speed, bool turning)
    {
        var (standing, other) = (new BlockEntry { State = DrillingState.Connection }, new BlockEntry { State = DrillingState.Unknown });
        standing.Descriptors.AsSpan().Fill(float.NaN);
        other.Descriptors.AsSpan().Fill(float.NaN);
        standing.Descriptors[DescriptorIndex.RotarySpeedMean] = speed;
        other.Descriptors[DescriptorIndex.WaveformRms] = 3;
        var features = new float[WindowFeatures.Names.Count];
        WindowFeatures.Compute([standing, other], features).ShouldBe(turning);
        features[DescriptorIndex.WaveformRms].ShouldBe(turning ? 3 : float.NaN);
    }

    private static BlockEntry At(int seconds, float speed)
    {
        var block = new BlockEntry
        {
            State = speed > 0 ? DrillingState.Reaming : DrillingState.Connection, EventTimeUnixMicros = seconds * 1_000_000L,
        };
        block.Descriptors.AsSpan().Fill(float.NaN);
        block.Descriptors[DescriptorIndex.RotarySpeedMean] = speed;
        return block;
    }

    private static BlockEntry Block(Random random, DrillingState state, long microseconds = 0)
    {
        var block = new BlockEntry { State = state, EventTimeUnixMicros = microseconds };
        for (var d = 0; d < Descriptors.Count; d++)
            block.Descriptors[d] = d == 3 || random.Next(5) == 0 ? float.NaN : (float)(random.NextDouble() * 2_000 - 1_000);
        return block;
    }
}
