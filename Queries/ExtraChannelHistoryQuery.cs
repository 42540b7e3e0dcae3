using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>As <see cref="ChannelHistoryQuery"/>, of a customer's own channels, which are stored one row a value.</summary>
public static class ExtraChannelHistoryQuery
{
    public static async Task<ChannelHistory> RunAsync(
        IConditionStore store, string asset, TimeRange range, int points, IReadOnlySet<string>? names, CancellationToken cancellationToken)
    {
        var width = BucketWidth.Choose(range, points);
        var result = await store.QueryAsync(new StoreQuery(Sql(store.Dialect), width, asset, range.From, range.To), cancellationToken);
        var rows = result.Rows.Where(r => names?.Contains(Cell.Text(r[0])) != false).ToArray();
        var starts = rows.Select(r => Cell.Whole(r[1]) * width).Distinct().Order().ToArray();
        var series = new Dictionary<string, ChannelSeries>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var name = Cell.Text(row[0]);
            if (!series.TryGetValue(name, out var one)) series[name] = one = new ChannelSeries(name, Channel: null, starts.Length);
            var at = Array.BinarySearch(starts, Cell.Whole(row[1]) * width);
            one.Minima[at] = Cell.Single(row[2]);
            one.Maxima[at] = Cell.Single(row[3]);
            one.Means[at] = Cell.Single(row[4]);
        }
        return new ChannelHistory(width, starts, [.. series.Values]);
    }

    private static string Sql(SqlDialect dialect) =>
        $"SELECT channel, {dialect.BucketOf("event_time")} AS bucket, min(value), max(value), avg(value) FROM reading_extra "
        + "WHERE asset = ? AND event_time >= ? AND event_time < ? GROUP BY channel, bucket ORDER BY channel, bucket";
}
