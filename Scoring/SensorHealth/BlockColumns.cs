using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.Blocks;

namespace Maintenance.Scoring.SensorHealth;

/// <summary>Where a block has what its sensors are judged by.</summary>
internal static class BlockColumns
{
    private static readonly int[] Minima = [.. StandardChannels.All.Select(c => StatisticOf(c, ChannelStatisticKind.Minimum))];
    private static readonly int[] Maxima = [.. StandardChannels.All.Select(c => StatisticOf(c, ChannelStatisticKind.Maximum))];
    private static readonly int[] Means = [.. StandardChannels.All.Select(c => StatisticOf(c, ChannelStatisticKind.Mean))];
    private static readonly int[] MeanDescriptors = [.. StandardChannels.All.Select(MeanDescriptorOf)];

    public static readonly int AxialRms = Descriptors.IndexOf("axial_rms");
    public static readonly int LateralRms = Descriptors.IndexOf("lateral_rms");
    public static readonly int TorsionalRms = Descriptors.IndexOf("torsional_rms");
    public static readonly int AxialClipped = Descriptors.IndexOf("axial_clipped");
    public static readonly int LateralClipped = Descriptors.IndexOf("lateral_clipped");
    public static readonly int TorsionalClipped = Descriptors.IndexOf("torsional_clipped");
    public static readonly int WaveformRms = Descriptors.IndexOf("waveform_rms");
    public static readonly int WaveformClipped = Descriptors.IndexOf("waveform_clipped");
    public static readonly int WaveformOffset = Descriptors.IndexOf("waveform_offset");
    public static readonly int SpeedError = Descriptors.IndexOf("speed_error");
    private static readonly int RotarySpeed = Descriptors.IndexOf("rotary_speed_mean");

    /// <summary>Smallest value of a channel in a block; NaN without values.</summary>
    public static float Min(BlockEntry block, int channel) => block.Statistics[Minima[channel]];

    /// <summary>Largest value.</summary>
    public static float Max(BlockEntry block, int channel) => block.Statistics[Maxima[channel]];

    /// <summary>Mean value.</summary>
    public static float Mean(BlockEntry block, int channel) =>
        Means[channel] >= 0 ? block.Statistics[Means[channel]] : block.Descriptors[MeanDescriptors[channel]];

    /// <summary>Mean rotary speed, rev/min, without its sign; NaN when it is not measured.</summary>
    public static float Speed(BlockEntry block) => MathF.Abs(block.Descriptors[RotarySpeed]);

    /// <summary>Greatest RMS of the block's vibration, whichever sensor measures it, m/s²; NaN when it is not measured.</summary>
    public static float Vibration(BlockEntry block) => float.MaxNumber(
        float.MaxNumber(block.Descriptors[AxialRms], block.Descriptors[LateralRms]),
        float.MaxNumber(block.Descriptors[TorsionalRms], block.Descriptors[WaveformRms]));

    private static int StatisticOf(Channel channel, ChannelStatisticKind kind)
    {
        var name = ChannelStatistics.ColumnOf(channel, kind);
        return ChannelStatistics.All.FirstOrDefault(s => s.Name == name)?.Index ?? -1;
    }

    private static int MeanDescriptorOf(Channel channel)
    {
        var name = ChannelStatistics.ColumnOf(channel, ChannelStatisticKind.Mean);
        return Descriptors.All.FirstOrDefault(d => d.Name == name)?.Index ?? -1;
    }
}
