using Maintenance.Core.Channels;

namespace Maintenance.Core.Conditions;

/// <summary>
/// Smallest value, largest value and mean of each standard channel over a block: the source of charts over long periods, whose cost then
/// grows with blocks, not readings. They are columns of <c>descriptor</c> after the descriptors, and not model inputs. A mean that is a
/// descriptor already (<c>torque_mean</c>) is not stored twice.
/// </summary>
public static class ChannelStatistics
{
    /// <summary>The columns, in the order of the table; <c>All[i].Index == i</c>.</summary>
    public static IReadOnlyList<ChannelStatistic> All { get; } = [.. Make()];

    /// <summary>Their names: columns of <c>descriptor</c> after the descriptors.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(s => s.Name)];

    /// <summary>Column of <c>descriptor</c> that holds a statistic of a channel: one of <see cref="All"/> or a descriptor.</summary>
    public static string ColumnOf(Channel channel, ChannelStatisticKind kind) => kind switch
    {
        ChannelStatisticKind.Minimum => $"{channel.Name}_min",
        ChannelStatisticKind.Maximum => $"{channel.Name}_max",
        ChannelStatisticKind.Mean => $"{channel.Name}_mean",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown statistic."),
    };

    private static IEnumerable<ChannelStatistic> Make()
    {
        var descriptors = Descriptors.All.Select(d => d.Name).ToHashSet(StringComparer.Ordinal);
        var index = 0;
        foreach (var channel in StandardChannels.All)
            foreach (var kind in Enum.GetValues<ChannelStatisticKind>())
            {
                var name = ColumnOf(channel, kind);
                if (!descriptors.Contains(name)) yield return new ChannelStatistic(index++, channel, kind, name);
                else if (kind != ChannelStatisticKind.Mean)
                    throw new InvalidOperationException($"Descriptor '{name}' has the name of a channel's statistic: choose another.");
            }
    }
}
