using Maintenance.Core.Ports;
using Maintenance.Core.Time;

namespace Maintenance.Queries;

/// <summary>
/// Where an asset's blocks arrived late, or were corrected after they had been known, in buckets of the same width as those of its
/// channels. Buckets without either are left out, so that a sound range is an empty answer.
/// </summary>
public static class ArrivalsQuery
{
    /// <param name="store">Store.</param>
    /// <param name="asset">Asset id.</param>
    /// <param name="range">Event time.</param>
    /// <param name="points">Maximum number of buckets.</param>
    /// <param name="lateAfter">Age from which a block counts as late.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<Arrivals> RunAsync(
        IConditionStore store, string asset, TimeRange range, int points, TimeSpan lateAfter, CancellationToken cancellationToken)
    {
        var width = BucketWidth.Choose(range, points);
        var query = new StoreQuery(Sql(store.Dialect), width, UnixMicros.Length(lateAfter), asset, range.From, range.To);
        var result = await store.QueryAsync(query, cancellationToken);
        return new Arrivals(width, result.Read(row =>
            new ArrivalBucket(row.Whole("bucket") * width, row.Whole("late"), row.Whole("corrected"))));
    }

    private static string Sql(SqlDialect dialect) =>
        $"""
        SELECT bucket, late, corrected FROM (
            SELECT {dialect.BucketOf("event_time")} AS bucket,
                   sum(CASE WHEN {dialect.UnixMicros("known_at")} - {dialect.UnixMicros("event_time")} - duration_us > ?
                       THEN 1 ELSE 0 END) AS late,
                   count(*) - count(DISTINCT event_time) AS corrected
            FROM descriptor WHERE asset = ? AND event_time >= ? AND event_time < ? GROUP BY bucket
        ) AS b
        WHERE late > 0 OR corrected > 0 ORDER BY bucket
        """;
}
