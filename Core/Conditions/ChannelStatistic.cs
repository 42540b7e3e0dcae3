using Maintenance.Core.Channels;

namespace Maintenance.Core.Conditions;

/// <summary>A statistic of one standard channel over a block, in the channel's unit.</summary>
/// <param name="Index">Position in <see cref="ChannelStatistics.All"/>.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Kind">The statistic.</param>
/// <param name="Name">Column of <c>descriptor</c>.</param>
public sealed record ChannelStatistic(int Index, Channel Channel, ChannelStatisticKind Kind, string Name);
