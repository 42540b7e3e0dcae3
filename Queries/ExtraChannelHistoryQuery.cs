using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Like <see cref="ChannelHistoryQuery"/>, for custom channels, which are stored as one row per value.</summary>
public static class ExtraChannelHistoryQuery
{
    public static async Task<ChannelHistory> RunAsync(
        IConditionStore store, string asset, TimeRange range, int points, IReadOnlySet<string>? names, CancellationToken cancellationToken)
    {
        var width = BucketWidth.Choose(range, points);
        var result = await store.QueryAsync(new StoreQuery(Sql(store.Dialect), width, asset, range.From, range.To), cancellationToken);
        var rows = result.Read().Where(r => names?.Contains(r.Text("channel")) != false).ToArray();
        var starts = rows.Select(r => r.Whole("bucket") * width).Distinct().Order().ToArray();
        var series = new Dictionary<string, ChannelSeries>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var name = row.Text("channel");
            if (!series.TryGetValue(name, out var one)) series[name] = one = new ChannelSeries(name, Channel: null, starts.Length);
            var at = Array.BinarySearch(starts, row.Whole("bucket") * width);
            one.Minima[at] = row.Single("low");
            one.Maxima[at] = row.Single("high");
            one.Means[at] = row.Single("average");
        }
        return new ChannelHistory(width, starts, [.. series.Values]);
    }

    private static string Sql(SqlDialect dialect) =>
        $"SELECT channel, {dialect.BucketOf("event_time")} AS bucket, min(value) AS low, max(value) AS high, avg(value) AS average "
        + "FROM reading_extra "
        + "WHERE asset = ? AND event_time >= ? AND event_time < ? GROUP BY channel, bucket ORDER BY channel, bucket";
}
