using System.Text;
using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Queries.RollUps;

namespace Maintenance.Queries;

/// <summary>
/// A range of an asset's channels, decimated by the engine to minimum, maximum and mean per bucket, so that no spike is lost however long
/// the range. Where blocks are finer than buckets, their statistics give the same result as the readings at a thousandth of the cost, and
/// from buckets of a minute on the roll-ups of hours the same again at a thousandth of that; readings are scanned only for close views,
/// and for blocks that are longer than a bucket or have no statistics.
/// </summary>
public static class ChannelHistoryQuery
{
    // Loose readings are grouped into blocks of this length, and edges rarely send shorter ones.
    private const long FinestBlockMicros = 1_000_000;

    /// <param name="store">Store.</param>
    /// <param name="asset">Asset id.</param>
    /// <param name="range">Event time.</param>
    /// <param name="points">Maximum number of buckets.</param>
    /// <param name="channels">Standard channels wanted.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Buckets with readings, in time order, and the channels with values.</returns>
    public static async Task<ChannelHistory> RunAsync(
        IConditionStore store, string asset, TimeRange range, int points, IReadOnlyList<Channel> channels,
        CancellationToken cancellationToken)
    {
        var width = BucketWidth.Choose(range, points);
        if (channels.Count == 0) return new ChannelHistory(width, [], []);
        if (width >= FinestBlockMicros)
        {
            var sums = new HistorySums(width, [.. channels.Select(c => c.Name)]);
            var source = new StretchSource(current => StretchSql.OfBlocks(store.Dialect, channels, current), HourBytes.Blocks,
                (longest, lacksStatistics) => longest <= width && !lacksStatistics);
            if (await StretchHistory.AddAsync(store, asset, range, width, sums, source, cancellationToken) && !sums.IsEmpty)
                return sums.ToHistory((name, length) => new ChannelSeries(name, channels.First(c => c.Name == name), length));
        }
        var readings = new StoreQuery(SqlOfReadings(store.Dialect, channels), width, asset, range.From, range.To);
        return Read(await store.QueryAsync(readings, cancellationToken), width, channels);
    }

    // Column names come from StandardChannels, never from the request.
    private static string SqlOfReadings(SqlDialect dialect, IReadOnlyList<Channel> channels)
    {
        var sql = new StringBuilder($"SELECT {dialect.BucketOf("event_time")} AS bucket");
        foreach (var channel in channels)
        {
            sql.Append($", min({channel.Name}) AS {Low(channel)}, max({channel.Name}) AS {High(channel)}, ")
                .Append($"avg({channel.Name}) AS {Average(channel)}");
        }
        return sql.Append(" FROM reading WHERE asset = ? AND event_time >= ? AND event_time < ? "
            + "GROUP BY bucket ORDER BY bucket").ToString();
    }

    private static string Low(Channel channel) => $"low_{channel.Name}";

    private static string High(Channel channel) => $"high_{channel.Name}";

    private static string Average(Channel channel) => $"average_{channel.Name}";

    private static ChannelHistory Read(QueryResult result, long width, IReadOnlyList<Channel> channels)
    {
        var rows = result.Read();
        var series = channels.Select(c => ReadSeries(rows, c)).OfType<ChannelSeries>();
        return new ChannelHistory(width, [.. rows.Select(r => r.Whole("bucket") * width)], [.. series]);
    }

    private static ChannelSeries? ReadSeries(IReadOnlyList<QueryRow> rows, Channel channel)
    {
        var series = new ChannelSeries(channel.Name, channel, rows.Count);
        var (low, high, average, any) = (Low(channel), High(channel), Average(channel), false);
        for (var i = 0; i < rows.Count; i++)
        {
            series.Minima[i] = rows[i].Single(low);
            series.Maxima[i] = rows[i].Single(high);
            series.Means[i] = rows[i].Single(average);
            any |= !float.IsNaN(series.Means[i]);
        }
        return any ? series : null;
    }
}
