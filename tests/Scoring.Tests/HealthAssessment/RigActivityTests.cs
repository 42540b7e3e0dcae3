using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.StateDetection;
using Maintenance.Scoring.Tests.HealthAssessment.Rules;
using Maintenance.Scoring.HealthAssessment.Rules;

namespace Maintenance.Scoring.Tests.HealthAssessment;

/// <summary>The activity of a rig from what is kept of its blocks.</summary>
public sealed class RigActivityTests
{
    [Fact]
    public void Blocks_show_a_trip_and_a_connection()
    {
        var trend = TrendContext.None with { Findings = TrendFindings.None with { Level = new HookLoadLevel(400_000, 400_000) } };
        RigActivity.Of(Trip(60, load: 900_000, pace: 0.3), trend).Words.ShouldBe("tripping in");
        RigActivity.Of(Trip(60, load: 900_000, pace: -0.3), trend).Words.ShouldBe("tripping out");
        RigActivity.Of(Trip(60, load: 300_000, pace: 0), trend).State.ShouldBe(DrillingState.Connection);
    }

    [Fact]
    public void It_allocates_nothing()
    {
        var window = Trip(180, load: 900_000, pace: 0.3);
        RigActivity.Of(window, TrendContext.None);
        Allocated.By(() => RigActivity.Of(window, TrendContext.None), times: 100).ShouldBe(0);
    }

    private static BlockEntry[] Trip(int seconds, double load, double pace) => [.. Enumerable.Range(0, seconds).Select(s => WithLevels(
        SampleBlocks.Block(s, 1, (StandardChannels.RotarySpeed, _ => 0), (StandardChannels.HookLoad, _ => load),
            (StandardChannels.BitDepth, t => 1_000 + (pace * t)), (StandardChannels.HoleDepth, _ => 3_000)), load))];

    private static BlockEntry WithLevels(BlockEntry block, double load)
    {
        block.Descriptors[Descriptors.IndexOf("hook_load_mean")] = (float)load;
        block.Descriptors[Descriptors.IndexOf("mud_flow_in_mean")] = 0;
        return block;
    }
}
