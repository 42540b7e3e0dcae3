using System.Text.RegularExpressions;
using Maintenance.Core.Conditions;
using Maintenance.Core.Tables;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.Tests.Trends;

/// <summary>A minute is what its blocks say, by hand.</summary>
public sealed partial class MinuteRollUpTests
{
    [Fact]
    public void The_table_names_the_values_in_their_order() =>
        ConditionMinuteRow.ValueNames.ShouldBe(
            [.. Enum.GetNames<MinuteColumn>().Select(n => Capitals().Replace(n, "_$0").ToLowerInvariant())]);

    [Fact]
    public void Means_are_of_blocks_and_extremes_of_readings()
    {
        var values = RollUp(
            Block(("hook_load_mean", 10), ("hook_load_min", 4), ("hook_load_max", 12), ("mud_flow_out_mean", 3)),
            Block(("hook_load_mean", 20), ("hook_load_min", 5), ("hook_load_max", 30)),
            Block());
        values(MinuteColumn.HookLoad).ShouldBe(15);
        values(MinuteColumn.HookLoadMin).ShouldBe(4);
        values(MinuteColumn.HookLoadMax).ShouldBe(30);
        values(MinuteColumn.MudFlowOut).ShouldBe(3, "a block without the channel does not count");
        values(MinuteColumn.BitDepth).ShouldBe(float.NaN, "nobody measured it");
    }

    [Fact]
    public void Every_column_has_a_source()
    {
        var block = Block();
        block.Descriptors.AsSpan(0, Descriptors.Count).Fill(7);
        block.Statistics.AsSpan().Fill(7);
        block.State = DrillingState.Drilling;
        block.Assessment = Judged(80);
        var values = RollUp(block);
        foreach (var column in Enum.GetValues<MinuteColumn>()) values(column).ShouldNotBe(float.NaN, column.ToString());
    }

    [Fact]
    public void The_deviation_of_speed_is_that_of_all_readings()
    {
        // 100, 120 | 140, 160: mean 130, squares 30² + 10² + 10² + 30², over 4.
        var values = RollUp(
            Block(("rotary_speed_mean", 110), ("rotary_speed_std", 10)), Block(("rotary_speed_mean", 150), ("rotary_speed_std", 10)));
        values(MinuteColumn.RotarySpeedDeviation).ShouldBe((float)Math.Sqrt(2_000 / 4d), 1e-4);
        RollUp(Block(("rotary_speed_mean", 110)))(MinuteColumn.RotarySpeedDeviation).ShouldBe(float.NaN, "one reading has no deviation");
    }

    [Fact]
    public void Shares_count_the_blocks_whose_state_is_known_and_health_the_judged_ones()
    {
        BlockEntry[] blocks = [.. new[] { DrillingState.Drilling, DrillingState.Reaming, DrillingState.Idle, DrillingState.Idle,
            DrillingState.Unknown }.Select(s => new BlockEntry { State = s })];
        (blocks[0].Assessment, blocks[1].Assessment, blocks[2].Assessment) = (Judged(90), Judged(40), Judged(60));
        blocks[3].Assessment = Judged(float.NaN);
        var values = RollUp(blocks);
        values(MinuteColumn.Turning).ShouldBe(0.5f);
        values(MinuteColumn.Drilling).ShouldBe(0.25f);
        values(MinuteColumn.HealthIndex).ShouldBe(60);
        RollUp(Block())(MinuteColumn.Turning).ShouldBe(float.NaN);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(59_999_999, 0)]
    [InlineData(60_000_000, 1)]
    [InlineData(-1, -1)]
    [InlineData(-60_000_000, -1)]
    [InlineData(-60_000_001, -2)]
    public void A_minute_has_the_number_of_its_start(long time, long number) => MinuteRollUp.NumberOf(time).ShouldBe(number);

    private static Func<MinuteColumn, float> RollUp(params BlockEntry[] blocks)
    {
        var values = new float[Minute.Columns];
        new MinuteRollUp().Compute(blocks, values);
        return column => values[(int)column];
    }

    private static BlockEntry Block(params (string Column, float Value)[] values)
    {
        var block = new BlockEntry();
        foreach (var (column, value) in values)
            if (ChannelStatistics.Names.Contains(column)) block.Statistics[ChannelStatistics.Names.ToList().IndexOf(column)] = value;
            else block.Descriptors[Descriptors.IndexOf(column)] = value;
        return block;
    }

    private static Assessment Judged(float health) =>
        new(DrillingState.Drilling, health, FailureModes.None, 0, Reasons: null, RulQuantiles.Unknown);

    [GeneratedRegex("(?<=.)[A-Z]")]
    private static partial Regex Capitals();
}
