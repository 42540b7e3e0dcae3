using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Some descriptors of an asset over time, decimated like the channels, as currently known.</summary>
public static class DescriptorHistoryQuery
{
    /// <param name="store">Store.</param>
    /// <param name="asset">Asset id.</param>
    /// <param name="range">Event time.</param>
    /// <param name="points">Maximum number of buckets.</param>
    /// <param name="descriptors">Names of <c>Descriptors.Names</c>, never text of a request.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<ChannelHistory> RunAsync(
        IConditionStore store, string asset, TimeRange range, int points, IReadOnlyList<string> descriptors,
        CancellationToken cancellationToken)
    {
        var width = BucketWidth.Choose(range, points);
        if (descriptors.Count == 0) return new ChannelHistory(width, [], []);
        var result = await store.QueryAsync(
            new StoreQuery(Sql(store.Dialect, descriptors), width, asset, range.From, range.To), cancellationToken);
        var rows = result.Read();
        ChannelSeries[] series = [.. descriptors.Select(d => new ChannelSeries(d, Channel: null, rows.Count))];
        for (var i = 0; i < rows.Count; i++)
            foreach (var s in series)
                (s.Minima[i], s.Maxima[i], s.Means[i]) =
                    (rows[i].Single($"low_{s.Name}"), rows[i].Single($"high_{s.Name}"), rows[i].Single($"average_{s.Name}"));
        return new ChannelHistory(width, [.. rows.Select(r => r.Whole("bucket") * width)],
            [.. series.Where(s => s.Means.Any(float.IsFinite))]);
    }

    private static string Sql(SqlDialect dialect, IReadOnlyList<string> descriptors) =>
        $"SELECT {dialect.BucketOf("event_time")} AS bucket, "
        + string.Join(", ", descriptors.Select(d => $"min({d}) AS low_{d}, max({d}) AS high_{d}, avg({d}) AS average_{d}"))
        + " FROM descriptor_current WHERE asset = ? AND event_time >= ? AND event_time < ? GROUP BY bucket ORDER BY bucket";
}
