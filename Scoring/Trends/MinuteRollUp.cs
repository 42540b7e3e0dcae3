using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.StateDetection;
using static Maintenance.Scoring.Trends.MinuteColumn;

namespace Maintenance.Scoring.Trends;

/// <summary>
/// Rolls the blocks of a minute up: a pure function of their descriptors, channel statistics, drilling states and health indexes. Blocks
/// count equally, whatever they hold; sums run in event-time order, in double precision. Not thread-safe; allocates nothing.
/// </summary>
internal sealed class MinuteRollUp
{
    private static readonly Source[] Sources = MakeSources();
    private static readonly int SpeedMean = Descriptors.IndexOf("rotary_speed_mean");
    private static readonly int SpeedDeviation = Descriptors.IndexOf("rotary_speed_std");

    private readonly List<float> _health = [];

    /// <summary>How the values of the blocks become one.</summary>
    private enum Kind
    {
        Mean,
        Minimum,
        Maximum,
    }

    /// <summary>Number of the minute that contains a time: that of its page of blocks.</summary>
    public static long NumberOf(long eventTime) => BlockPages.PageOf(eventTime);

    /// <summary>Rolls blocks up.</summary>
    /// <param name="blocks">The blocks that begin in the minute, in event-time order; at least one.</param>
    /// <param name="values">Overwritten: a value per <see cref="MinuteColumn"/>.</param>
    public void Compute(ReadOnlySpan<BlockEntry> blocks, Span<float> values)
    {
        values.Fill(float.NaN);
        foreach (var source in Sources) values[(int)source.Column] = source.Of(blocks);
        (values[(int)Turning], values[(int)Drilling]) = Shares(blocks);
        values[(int)RotarySpeedDeviation] = Deviation(blocks);
        values[(int)HealthIndex] = MedianHealth(blocks);
        // Some engines store no infinities, and NaN as NULL: a minute must have the same bits after a round trip.
        foreach (ref var value in values)
            if (!float.IsFinite(value)) value = float.NaN;
    }

    // Of the blocks whose drilling state is known.
    private static (float Turning, float Drilling) Shares(ReadOnlySpan<BlockEntry> blocks)
    {
        var (known, turning, drilling) = (0, 0, 0);
        foreach (var block in blocks)
        {
            if (block.State == DrillingState.Unknown) continue;
            known++;
            if (DrillingStates.IsRotating(block.State)) turning++;
            if (block.State == DrillingState.Drilling) drilling++;
        }
        return known == 0 ? (float.NaN, float.NaN) : ((float)turning / known, (float)drilling / known);
    }

    // Of all readings: within the blocks, and between them. A block of one reading has no deviation of its own.
    private static float Deviation(ReadOnlySpan<BlockEntry> blocks)
    {
        var (sum, count) = (0d, 0);
        foreach (var block in blocks)
            if (!float.IsNaN(block.Descriptors[SpeedMean])) (sum, count) = (sum + block.Descriptors[SpeedMean], count + 1);
        if (count == 0) return float.NaN;
        var (mean, squares, isSpread) = (sum / count, 0d, count > 1);
        foreach (var block in blocks)
        {
            if (float.IsNaN(block.Descriptors[SpeedMean])) continue;
            var within = (double)block.Descriptors[SpeedDeviation];
            var off = block.Descriptors[SpeedMean] - mean;
            squares += off * off;
            if (double.IsNaN(within)) continue;
            squares += within * within;
            isSpread = true;
        }
        return isSpread ? (float)Math.Sqrt(squares / count) : float.NaN;
    }

    // The lower one of the two in the middle: the health of a block that exists.
    private float MedianHealth(ReadOnlySpan<BlockEntry> blocks)
    {
        _health.Clear();
        foreach (var block in blocks)
            if (block.Assessment is { HasEvidence: true } assessment) _health.Add(assessment.HealthIndex);
        if (_health.Count == 0) return float.NaN;
        _health.Sort();
        return _health[(_health.Count - 1) / 2];
    }

    private static Source[] MakeSources() =>
    [
        .. Range(StandardChannels.Torque, Torque, TorqueMin, TorqueMax),
        .. Range(StandardChannels.HookLoad, HookLoad, HookLoadMin, HookLoadMax),
        .. Range(StandardChannels.StandpipePressure, StandpipePressure, StandpipePressureMin, StandpipePressureMax),
        .. Range(StandardChannels.BitDepth, BitDepth, BitDepthMin, BitDepthMax),
        Of(StandardChannels.MudFlowIn, MudFlowIn),
        Of(StandardChannels.MudFlowOut, MudFlowOut),
        Of(StandardChannels.RotarySpeed, RotarySpeed),
        Of(StandardChannels.WeightOnBit, WeightOnBit),
        Of(StandardChannels.RateOfPenetration, RateOfPenetration),
        new Source(SpecificEnergy, Kind.Mean, Descriptors.IndexOf("mechanical_specific_energy"), -1),
        Of(StandardChannels.HoleDepth, HoleDepth),
        Of(StandardChannels.BlockPosition, BlockPositionMin, ChannelStatisticKind.Minimum),
        Of(StandardChannels.BlockPosition, BlockPositionMax, ChannelStatisticKind.Maximum),
        Of(StandardChannels.BearingTemperature, BearingTemperature),
        Of(StandardChannels.MotorTemperature, MotorTemperature),
        Of(StandardChannels.GearboxTemperature, GearboxTemperature),
        Of(StandardChannels.Inclination, Inclination),
        Of(StandardChannels.OilPressure, OilPressure),
        Of(StandardChannels.MotorCurrent, MotorCurrent),
        Of(StandardChannels.MudTemperature, MudTemperature),
        new Source(LateralRms, Kind.Mean, Descriptors.IndexOf("lateral_rms"), -1),
        new Source(WaveformRms, Kind.Mean, Descriptors.IndexOf("waveform_rms"), -1),
    ];

    private static Source[] Range(int channel, MinuteColumn mean, MinuteColumn min, MinuteColumn max) =>
        [Of(channel, mean), Of(channel, min, ChannelStatisticKind.Minimum), Of(channel, max, ChannelStatisticKind.Maximum)];

    private static Source Of(int channel, MinuteColumn column, ChannelStatisticKind kind = ChannelStatisticKind.Mean)
    {
        // A mean that is a descriptor already is not among the statistics.
        var name = ChannelStatistics.ColumnOf(StandardChannels.All[channel], kind);
        var statistic = -1;
        for (var i = 0; i < ChannelStatistics.Names.Count; i++)
            if (string.Equals(ChannelStatistics.Names[i], name, StringComparison.Ordinal)) statistic = i;
        var roll = kind switch
        {
            ChannelStatisticKind.Minimum => Kind.Minimum,
            ChannelStatisticKind.Maximum => Kind.Maximum,
            _ => Kind.Mean,
        };
        return new Source(column, roll, statistic < 0 ? Descriptors.IndexOf(name) : -1, statistic);
    }

    /// <summary>Where a column's values come from: a descriptor of the blocks or a statistic.</summary>
    private readonly record struct Source(MinuteColumn Column, Kind Kind, int Descriptor, int Statistic)
    {
        public float Of(ReadOnlySpan<BlockEntry> blocks)
        {
            var (sum, count, extreme) = (0d, 0, float.NaN);
            foreach (var block in blocks)
            {
                var value = Descriptor >= 0 ? block.Descriptors[Descriptor] : block.Statistics[Statistic];
                if (float.IsNaN(value)) continue;
                (sum, count) = (sum + value, count + 1);
                if (!(Kind == Kind.Minimum ? extreme <= value : extreme >= value)) extreme = value;
            }
            return count == 0 ? float.NaN : Kind == Kind.Mean ? (float)(sum / count) : extreme;
        }
    }
}
