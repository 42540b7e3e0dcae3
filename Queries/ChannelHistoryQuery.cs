using System.Text;
using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using static Maintenance.Core.Conditions.ChannelStatisticKind;
using static Maintenance.Core.Conditions.ChannelStatistics;

namespace Maintenance.Queries;

/// <summary>
/// A stretch of an asset's channels, decimated by the engine to minimum, maximum and mean of each bucket, so that no spike is lost however long
/// the stretch. One statement for all channels. Where blocks are finer than buckets their statistics tell the same as the readings at a
/// thousandth of the cost; readings are scanned for close views, and for blocks that are longer than a bucket or have no statistics.
/// </summary>
public static class ChannelHistoryQuery
{
    // Loose readings are described in cells of this length, and edges seldom send shorter blocks.
    private const long FinestBlockMicros = 1_000_000;

    private static readonly string AnyStatistic = $"coalesce({string.Join(", ", StandardChannels.All.Select(c => ColumnOf(c, Minimum)))})";

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
        if (width >= FinestBlockMicros)
        {
            // Few stretches hold corrections; where none does, all rows are current, at half the cost.
            var blocks = await AskBlocksAsync("descriptor");
            if (HaveCorrections(blocks)) blocks = await AskBlocksAsync("descriptor_current");
            if (AreEnough(blocks, width)) return Read(blocks, width, channels, firstColumn: 4);
        }
        return Read(await store.QueryAsync(new StoreQuery(SqlOfReadings(store.Dialect, channels), width, asset, range.From, range.To), cancellationToken), width, channels, firstColumn: 1);

        Task<QueryResult> AskBlocksAsync(string table) =>
            store.QueryAsync(new StoreQuery(SqlOfBlocks(store.Dialect, channels, table), width, asset, range.From, range.To), cancellationToken);
    }

    // Column names come from StandardChannels, never from the request.
    private static string SqlOfReadings(SqlDialect dialect, IReadOnlyList<Channel> channels)
    {
        var sql = new StringBuilder($"SELECT {dialect.BucketOf("event_time")} AS bucket");
        foreach (var channel in channels) sql.Append($", min({channel.Name}), max({channel.Name}), avg({channel.Name})");
        return sql.Append(" FROM reading WHERE asset = ? AND event_time >= ? AND event_time < ? GROUP BY bucket ORDER BY bucket").ToString();
    }

    private static string SqlOfBlocks(SqlDialect dialect, IReadOnlyList<Channel> channels, string table)
    {
        var sql = new StringBuilder($"SELECT {dialect.BucketOf("event_time")} AS bucket, count(*) - count(DISTINCT event_time), max(duration_us), sum(CASE WHEN {AnyStatistic} IS NULL THEN 1 ELSE 0 END)");
        foreach (var channel in channels)
        {
            var mean = ColumnOf(channel, Mean);
            sql.Append($", min({ColumnOf(channel, Minimum)}), max({ColumnOf(channel, Maximum)}), ")
                .Append($"sum(CAST({mean} AS DOUBLE) * reading_count) / sum(CASE WHEN {mean} IS NULL THEN 0 ELSE reading_count END)");
        }
        return sql.Append($" FROM {table} WHERE asset = ? AND event_time >= ? AND event_time < ? GROUP BY bucket ORDER BY bucket").ToString();
    }

    private static bool HaveCorrections(QueryResult blocks) => blocks.Rows.Any(row => Cell.Whole(row[1]) > 0);

    private static bool AreEnough(QueryResult blocks, long width)
    {
        foreach (var row in blocks.Rows)
            if (Cell.Whole(row[2]) > width || Cell.Whole(row[3]) > 0) return false;
        return blocks.Rows.Count > 0;
    }

    private static ChannelHistory Read(QueryResult result, long width, IReadOnlyList<Channel> channels, int firstColumn)
    {
        var times = new long[result.Rows.Count];
        for (var i = 0; i < times.Length; i++) times[i] = Cell.Whole(result.Rows[i][0]) * width;
        var series = new List<ChannelSeries>(channels.Count);
        for (var c = 0; c < channels.Count; c++)
            if (ReadSeries(result, channels[c], firstColumn + 3 * c) is { } one) series.Add(one);
        return new ChannelHistory(width, times, series);
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
