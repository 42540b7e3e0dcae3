using Maintenance.Core.Ports;
using Maintenance.Core.Time;

namespace Maintenance.Queries;

/// <summary>The newest assessment of each minute of event time in a half-open range, newest minute first.</summary>
public static class RulEstimatesQuery
{
    private const long MinuteMicros = 60 * UnixMicros.PerSecond;

    public static async Task<IReadOnlyList<RulEstimate>> RunAsync(
        IConditionStore store, string asset, long from, long to, CancellationToken cancellationToken)
    {
        var query = new StoreQuery(Sql(store.Dialect), asset, UnixMicros.ToUtc(from), UnixMicros.ToUtc(to));
        return (await store.QueryAsync(query, cancellationToken)).Read(r => new RulEstimate(
            r.UnixMicros("event_time"), r.Whole("log_partition"), r.Whole("log_offset"), Hours(r, "rul_p10_hours"), Hours(r,
            "rul_p50_hours"), Hours(r, "rul_p90_hours")));
    }

    private static double? Hours(QueryRow row, string column) => row.IsNull(column) ? null : row.DoublePrecision(column);

    private static string Sql(SqlDialect dialect) =>
        $"""
        SELECT event_time, log_partition, log_offset, rul_p10_hours, rul_p50_hours, rul_p90_hours
        FROM (
            SELECT event_time, log_partition, log_offset, rul_p10_hours, rul_p50_hours, rul_p90_hours,
                row_number() OVER (
                    PARTITION BY floor({dialect.UnixMicros("event_time")} / CAST({MinuteMicros} AS DOUBLE))
                    ORDER BY event_time DESC) AS newest
            FROM assessment_current WHERE asset = ? AND event_time >= ? AND event_time < ?
        ) AS minutes
        WHERE newest = 1
        ORDER BY event_time DESC
        """;
}
