using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;

namespace Maintenance.Queries;

/// <summary>
/// Times in which levels of alarms stood, as known now, each with the model that served the record that showed it: work orders and their
/// findings judge them. Those that ended last, up to a number.
/// </summary>
public static class WorkOrderAlarmsQuery
{
    private const string Sql =
        """
        SELECT asset, rule, rule_version, event_time, returned, log_partition, log_offset FROM alarm_event_current
        WHERE withdrawn = 0 AND (returned IS NULL OR returned > ?)
        ORDER BY coalesce(returned, TIMESTAMP '9999-01-01 00:00:00') DESC, asset, rule, event_time, level LIMIT ?
        """;

    /// <param name="store">Store.</param>
    /// <param name="sinceUnixMicros">Of what is over only what ended later.</param>
    /// <param name="limit">Times at most.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>All times that ended after the second value, which is later than asked for when there were more.</returns>
    public static async Task<(IReadOnlyList<AlarmOccurrence> Levels, long SinceUnixMicros)> RunAsync(
        IConditionStore store, long sinceUnixMicros, int limit, CancellationToken cancellationToken)
    {
        var served = (await ServingPeriodsQuery.OfAllAsync(store, cancellationToken)).ToLookup(s => s.LogPartition);
        var query = new StoreQuery(Sql, UnixMicros.ToUtc(Math.Max(0, sinceUnixMicros)), limit + 1L);
        var levels = (await store.QueryAsync(query, cancellationToken)).Read(r =>
        {
            var offset = r.Whole("log_offset");
            var model = served[r.Integer("log_partition")].LastOrDefault(s => s.FromOffset <= offset).ModelHash;
            return new AlarmOccurrence(r.Text("asset"), r.Text("rule"), r.Integer("rule_version"), r.UnixMicros("event_time"),
                r.TimeOrNull("returned") is { } returned ? UnixMicros.Of(returned) : long.MaxValue, model);
        });
        if (levels.Count <= limit) return (levels, sinceUnixMicros);
        var since = levels[limit].UntilUnixMicros;
        return ([.. levels.Where(l => l.UntilUnixMicros > since)], since);
    }
}
