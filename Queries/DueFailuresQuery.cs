using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// Failures whose coverage is due: in the half-open range (after, until] their record was written or turned an hour or a day old, or an
/// earlier record of the same asset, which may start its life, was written.
/// </summary>
public static class DueFailuresQuery
{
    private static readonly TimeSpan[] Ages = [TimeSpan.Zero, TimeSpan.FromHours(1), TimeSpan.FromDays(1)];

    private const string Sql =
        """
        SELECT f.asset, f.event_time FROM maintenance_record AS f
        WHERE f.kind = 'failed' AND f.withdrawn = 0 AND (
            (f.recorded > ? AND f.recorded <= ?) OR (f.recorded > ? AND f.recorded <= ?) OR (f.recorded > ? AND f.recorded <= ?)
            OR EXISTS (SELECT 1 FROM maintenance_record AS o
                WHERE o.asset = f.asset AND o.event_time < f.event_time AND o.recorded > ? AND o.recorded <= ?))
        ORDER BY f.event_time
        """;

    public static async Task<IReadOnlyList<(string Asset, DateTime Failed)>> RunAsync(
        IConditionStore store, DateTime after, DateTime until, CancellationToken cancellationToken)
    {
        object?[] marks = [.. Ages.SelectMany(a => new object?[] { after - a, until - a }), after, until];
        return (await store.QueryAsync(new StoreQuery(Sql, marks), cancellationToken)).Read(r => (r.Text("asset"), r.Time("event_time")));
    }
}
