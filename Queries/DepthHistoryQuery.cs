using Maintenance.Core.Channels;
using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// Channels by depth. The depths of the whole range show when the wanted ones were drilled; of that time all channels are read in finer
/// buckets, and those with the bit on bottom are sorted by depth. The statements are those of charts over time.
/// </summary>
public static class DepthHistoryQuery
{
    private const int OverviewPoints = 2_000;
    private const int FinestPoints = 12_000;

    private static readonly Channel Hole = StandardChannels.All[StandardChannels.HoleDepth];
    private static readonly Channel Bit = StandardChannels.All[StandardChannels.BitDepth];

    /// <param name="store">Store.</param>
    /// <param name="asset">Asset id.</param>
    /// <param name="range">Event time.</param>
    /// <param name="wanted">Depths wanted; null: all.</param>
    /// <param name="points">Maximum number of buckets.</param>
    /// <param name="channels">Standard channels wanted.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<DepthHistory> RunAsync(
        IConditionStore store, string asset, TimeRange range, DepthRange? wanted, int points, IReadOnlyList<Channel> channels,
        CancellationToken cancellationToken)
    {
        var overview = await ChannelHistoryQuery.RunAsync(store, asset, range, OverviewPoints, [Hole, Bit], cancellationToken);
        var runs = BitRuns.Of(overview);
        var shown = wanted ?? runs.Drilled;
        if (runs.WhenDrilled(shown, range) is not { } times)
            return new(new(shown.Step(points), [], []), [], [], shown, runs.OffBottom, runs.HasDepths);
        var history = await ChannelHistoryQuery.RunAsync(
            store, asset, times, FinestPoints, [.. channels.Union([Hole, Bit])], cancellationToken);
        return Sort(history, runs, shown, points, channels);
    }

    private static DepthHistory Sort(ChannelHistory history, BitRuns runs, DepthRange shown, int points, IReadOnlyList<Channel> channels)
    {
        var step = shown.Step(points);
        var buckets = new SortedDictionary<long, DepthBucket>();
        var series = history.Series.Where(s => channels.Any(c => c.Name == s.Name)).ToArray();
        foreach (var (i, depth) in BitRuns.OnBottom(history))
        {
            if (depth < shown.Top || depth >= shown.Bottom) continue;
            var number = depth / step;
            if (!buckets.TryGetValue(number, out var bucket)) buckets[number] = bucket = new DepthBucket(series.Length);
            bucket.Add(series, i, history.BucketStarts[i], runs.RunAt(history.BucketStarts[i]));
        }
        ChannelSeries[] sorted = [.. series.Select(s => new ChannelSeries(s.Name, s.Channel, buckets.Count))];
        foreach (var (at, bucket) in buckets.Values.Index()) bucket.WriteTo(sorted, at);
        return new(
            new(step, [.. buckets.Keys.Select(n => n * step)], [.. sorted.Where(s => s.Means.Any(float.IsFinite))]),
            [.. buckets.Values.Select(b => b.LastUnixMicros)], [.. buckets.Values.Select(b => b.Times)], shown, runs.OffBottom,
            HasDepths: true);
    }
}
