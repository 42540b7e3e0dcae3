using System.Text;
using Maintenance.Core.Channels;
using Maintenance.Core.Ports;

namespace Maintenance.Dashboard.Queries;

/// <summary>
/// A stretch of an asset's channels, decimated by the engine to minimum, maximum and mean of each bucket, so that no spike is lost however long
/// the stretch. One statement for all channels: the asset's readings are scanned once.
/// </summary>
internal static class ChannelHistoryQuery
{
    /// <param name="store">Store.</param>
    /// <param name="asset">Asset id.</param>
    /// <param name="range">Event time.</param>
    /// <param name="points">Most buckets.</param>
    /// <param name="channels">Standard channels wanted.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Buckets that have readings, in time order, and of the channels those that have a value.</returns>
    public static async Task<ChannelHistory> RunAsync(
        IConditionStore store, string asset, TimeRange range, int points, IReadOnlyList<Channel> channels, CancellationToken cancellationToken)
    {
        var width = BucketWidth.Choose(range, points);
        if (channels.Count == 0) return new ChannelHistory(width, [], []);
        var result = await store.QueryAsync(new StoreQuery(Sql(channels), width, asset, range.From, range.To), cancellationToken);
        var times = new long[result.Rows.Count];
        for (var i = 0; i < times.Length; i++) times[i] = Cell.Whole(result.Rows[i][0]) * width;
        var series = new List<ChannelSeries>(channels.Count);
        for (var c = 0; c < channels.Count; c++)
            if (ReadSeries(result, channels[c], firstColumn: 1 + 3 * c) is { } one) series.Add(one);
        return new ChannelHistory(width, times, series);
    }

    private static string Sql(IReadOnlyList<Channel> channels)
    {
        // Column names come from StandardChannels, never from the request.
        var sql = new StringBuilder($"SELECT {SqlTime.BucketOf("event_time")} AS bucket");
        foreach (var channel in channels) sql.Append($", min({channel.Name}), max({channel.Name}), avg({channel.Name})");
        return sql.Append(" FROM reading WHERE asset = ? AND event_time >= ? AND event_time < ? GROUP BY bucket ORDER BY bucket").ToString();
    }

    private static ChannelSeries? ReadSeries(QueryResult result, Channel channel, int firstColumn)
    {
        var series = new ChannelSeries(channel.Name, channel, result.Rows.Count);
        var any = false;
        for (var i = 0; i < result.Rows.Count; i++)
        {
            var row = result.Rows[i];
            series.Minima[i] = Cell.Single(row[firstColumn]);
            series.Maxima[i] = Cell.Single(row[firstColumn + 1]);
            series.Means[i] = Cell.Single(row[firstColumn + 2]);
            any |= !float.IsNaN(series.Means[i]);
        }
        return any ? series : null;
    }
}
