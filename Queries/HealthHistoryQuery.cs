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
        var rows = result.Read();
        var series = new ChannelSeries(SeriesName, Channel: null, rows.Count);
        var starts = new long[rows.Count];
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = rows[i].Whole("bucket") * width;
            series.Minima[i] = rows[i].Single("low");
            series.Maxima[i] = rows[i].Single("high");
            series.Means[i] = rows[i].Single("average");
        }
        return new ChannelHistory(width, starts, starts.Length == 0 ? [] : [series]);
    }

    private static string Sql(SqlDialect dialect) =>
        $"SELECT {dialect.BucketOf("event_time")} AS bucket, min(health_index) AS low, max(health_index) AS high, "
        + "avg(health_index) AS average FROM assessment_current WHERE asset = ? AND event_time >= ? AND event_time < ? "
        + "GROUP BY bucket ORDER BY bucket";
}
