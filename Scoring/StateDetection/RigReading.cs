using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.DataManipulation;

namespace Maintenance.Scoring.StateDetection;

/// <summary>What a block says of the rig's work: means of its channels, and how far bit and block moved in it. NaN where absent.</summary>
internal readonly record struct RigReading
{
    private static readonly int HoleDepthMean = StatisticOf(StandardChannels.HoleDepth, ChannelStatisticKind.Mean);
    private static readonly int BitDepthMinimum = StatisticOf(StandardChannels.BitDepth, ChannelStatisticKind.Minimum);
    private static readonly int BitDepthMaximum = StatisticOf(StandardChannels.BitDepth, ChannelStatisticKind.Maximum);
    private static readonly int BitDepthMean = StatisticOf(StandardChannels.BitDepth, ChannelStatisticKind.Mean);
    private static readonly int BlockMinimum = StatisticOf(StandardChannels.BlockPosition, ChannelStatisticKind.Minimum);
    private static readonly int BlockMaximum = StatisticOf(StandardChannels.BlockPosition, ChannelStatisticKind.Maximum);
    private static readonly int BlockMean = StatisticOf(StandardChannels.BlockPosition, ChannelStatisticKind.Mean);

    /// <summary>Event time, Unix µs.</summary>
    public required long TimeUnixMicros { get; init; }

    /// <summary>rev/min.</summary>
    public required float RotarySpeed { get; init; }

    /// <summary>m³/s.</summary>
    public required float MudFlow { get; init; }

    /// <summary>Pa.</summary>
    public required float StandpipePressure { get; init; }

    /// <summary>N.</summary>
    public required float HookLoad { get; init; }

    /// <summary>N.</summary>
    public required float WeightOnBit { get; init; }

    /// <summary>m/s.</summary>
    public required float Penetration { get; init; }

    /// <summary>m.</summary>
    public required float HoleDepth { get; init; }

    /// <summary>m.</summary>
    public required MovedDepth BitDepth { get; init; }

    /// <summary>m above the floor.</summary>
    public required MovedDepth Block { get; init; }

    /// <summary>From the moments of a block's channels.</summary>
    public static RigReading Of(long timeUnixMicros, ReadOnlySpan<Moments> channels) => new()
    {
        TimeUnixMicros = timeUnixMicros,
        RotarySpeed = channels[StandardChannels.RotarySpeed].Mean,
        MudFlow = channels[StandardChannels.MudFlowIn].Mean,
        StandpipePressure = channels[StandardChannels.StandpipePressure].Mean,
        HookLoad = channels[StandardChannels.HookLoad].Mean,
        WeightOnBit = channels[StandardChannels.WeightOnBit].Mean,
        Penetration = channels[StandardChannels.RateOfPenetration].Mean,
        HoleDepth = channels[StandardChannels.HoleDepth].Mean,
        BitDepth = MovedDepth.Of(channels[StandardChannels.BitDepth]),
        Block = MovedDepth.Of(channels[StandardChannels.BlockPosition]),
    };

    /// <summary>From what is kept of a block.</summary>
    /// <param name="timeUnixMicros">Event time.</param>
    /// <param name="descriptors">Its descriptors.</param>
    /// <param name="statistics">Its channel statistics, in the order of <see cref="ChannelStatistics.All"/>.</param>
    public static RigReading Of(long timeUnixMicros, ReadOnlySpan<float> descriptors, ReadOnlySpan<float> statistics) => new()
    {
        TimeUnixMicros = timeUnixMicros,
        RotarySpeed = descriptors[DescriptorIndex.RotarySpeedMean],
        MudFlow = descriptors[DescriptorIndex.MudFlowInMean],
        StandpipePressure = descriptors[DescriptorIndex.StandpipePressureMean],
        HookLoad = descriptors[DescriptorIndex.HookLoadMean],
        WeightOnBit = descriptors[DescriptorIndex.WeightOnBitMean],
        Penetration = descriptors[DescriptorIndex.RateOfPenetrationMean],
        HoleDepth = statistics[HoleDepthMean],
        BitDepth = new MovedDepth(statistics[BitDepthMean], statistics[BitDepthMinimum], statistics[BitDepthMaximum]),
        Block = new MovedDepth(statistics[BlockMean], statistics[BlockMinimum], statistics[BlockMaximum]),
    };

    private static int StatisticOf(int channel, ChannelStatisticKind kind) =>
        ChannelStatistics.All.First(s => s.Channel.Id == channel && s.Kind == kind).Index;
}
