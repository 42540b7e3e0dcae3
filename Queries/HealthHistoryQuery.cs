using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Health index of an asset over time, decimated like the channels: minimum, maximum and mean of each bucket.</summary>
public static class HealthHistoryQuery
{
    public const string SeriesName = "health_index";

    public static async Task<ChannelHistory> RunAsync(
        IConditionStore store, string asset, TimeRange range, int points, CancellationToken cancellationToken)
    {
        var width = BucketWidth.Choose(range, points);
        var result = await store.QueryAsync(new StoreQuery(Sql(store.Dialect), width, asset, range.From, range.To), cancellationToken);
        var series = new ChannelSeries(SeriesName, Channel: null, result.Rows.Count);
        var starts = new long[result.Rows.Count];
        for (var i = 0; i < starts.Length; i++)
        {
            var row = result.Rows[i];
            starts[i] = Cell.Whole(row[0]) * width;
            series.Minima[i] = Cell.Single(row[1]);
            series.Maxima[i] = Cell.Single(row[2]);
            series.Means[i] = Cell.Single(row[3]);
        }
        return new ChannelHistory(width, starts, starts.Length == 0 ? [] : [series]);
    }

    private static string Sql(SqlDialect dialect) =>
        $"SELECT {dialect.BucketOf("event_time")} AS bucket, min(health_index), max(health_index), avg(health_index) FROM assessment_current "
        + "WHERE asset = ? AND event_time >= ? AND event_time < ? GROUP BY bucket ORDER BY bucket";
}
