using Maintenance.Core.Ports;
using Maintenance.Core.Time;

namespace Maintenance.Queries;

/// <summary>
/// Readings stored in each of the last whole minutes. A minute without any is a row of zeros, so that silence is visible.
/// </summary>
public static class MinutesQuery
{
    private const long Minute = 60_000_000;

    /// <param name="store">Store.</param>
    /// <param name="clock">Clock.</param>
    /// <param name="minutes">Number of minutes, ending with the last whole one.</param>
    /// <param name="lateAfter">Age from which a stored reading counts as late.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<IReadOnlyList<MinuteRow>> RunAsync(
        IConditionStore store, TimeProvider clock, int minutes, TimeSpan lateAfter, CancellationToken cancellationToken)
    {
        var end = UnixMicros.Now(clock) / Minute * Minute;
        var start = end - minutes * Minute;
        var query = new StoreQuery(
            Sql(store.Dialect), Minute, UnixMicros.Length(lateAfter), UnixMicros.ToUtc(start), UnixMicros.ToUtc(end));
        var result = await store.QueryAsync(query, cancellationToken);
        var found = result.Read().ToDictionary(r => r.Whole("bucket") * Minute, r => (All: r.Whole("readings"), Late: r.Whole("late")));
        return [.. Enumerable.Range(0, minutes).Select(i => start + i * Minute).Select(at =>
            found.TryGetValue(at, out var sum) ? new MinuteRow(at, sum.All - sum.Late, sum.Late) : new MinuteRow(at, 0, 0))];
    }

    private static string Sql(SqlDialect dialect) =>
        $"""
        SELECT {dialect.BucketOf("known_at")} AS bucket, sum(reading_count) AS readings,
               sum(CASE WHEN {dialect.UnixMicros("known_at")} - {dialect.UnixMicros("event_time")} - duration_us > ?
                   THEN reading_count ELSE 0 END) AS late
        FROM descriptor WHERE known_at >= ? AND known_at < ? GROUP BY bucket ORDER BY bucket
        """;
}
