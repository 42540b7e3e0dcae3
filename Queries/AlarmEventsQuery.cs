using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>
/// The alarm events that can still matter at a time, in the order of becoming known: of every alarm that stood, that changed since a time,
/// or whose rule latches, all events back to the earliest of these. One pass over the columns, so that 100,000 alarms load in seconds.
/// </summary>
public static class AlarmEventsQuery
{
    /// <param name="store">Store.</param>
    /// <param name="range">What is asked for.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<IReadOnlyList<AlarmEventRow>> RunAsync(
        IConditionStore store, AlarmRange range, CancellationToken cancellationToken)
    {
        var columns = string.Join(", ", AlarmEventRow.Table.Columns.Select(c => $"e.{c.Name}"));
        var (needed, parameters) = Needed(range);
        var query = new StoreQuery($"{needed} SELECT {columns} FROM alarm_event AS e "
            + "JOIN needed AS n ON e.asset = n.asset AND e.rule = n.rule WHERE e.event_time >= n.since AND e.known_at <= ? "
            + "ORDER BY e.asset, e.known_at, e.log_offset, e.event_time, e.rule, e.level",
            [.. parameters, range.AsOf]);
        return (await store.QueryAsync(query, cancellationToken)).Read<AlarmEventRow>();
    }

    /// <summary>All rows of one alarm, newest knowledge first.</summary>
    public static async Task<IReadOnlyList<AlarmEventRow>> OfAlarmAsync(
        IConditionStore store, string asset, string rule, DateTime asOf, int limit, CancellationToken cancellationToken)
    {
        var query = new StoreQuery($"SELECT {AlarmEventRow.Table.ColumnList} FROM alarm_event WHERE asset = ? AND rule = ? "
            + "AND known_at <= ? ORDER BY known_at DESC, log_offset DESC, event_time DESC, level LIMIT ?", asset, rule, asOf, (long)limit);
        return (await store.QueryAsync(query, cancellationToken)).Read<AlarmEventRow>();
    }

    /// <summary>Rows known after a time, in the order of becoming known.</summary>
    public static async Task<IReadOnlyList<AlarmEventRow>> SinceAsync(
        IConditionStore store, DateTime since, int limit, CancellationToken cancellationToken)
    {
        var query = new StoreQuery($"SELECT {AlarmEventRow.Table.ColumnList} FROM alarm_event WHERE known_at > ? "
            + "ORDER BY known_at, log_offset LIMIT ?", since, (long)limit);
        return (await store.QueryAsync(query, cancellationToken)).Read<AlarmEventRow>();
    }

    /// <summary>Rows of a telemetry partition after an offset or known after a time, in the order of becoming known.</summary>
    /// <param name="store">Store.</param>
    /// <param name="partition">Telemetry partition.</param>
    /// <param name="offset">Rows of later records; <see cref="long.MaxValue"/>: only by time.</param>
    /// <param name="since">Rows known later, whatever their record, UTC.</param>
    /// <param name="from">Of all these only those known then or later, UTC.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<IReadOnlyList<AlarmEventRow>> OfPartitionAsync(
        IConditionStore store, int partition, long offset, DateTime since, DateTime from, int limit, CancellationToken cancellationToken)
    {
        var query = new StoreQuery($"SELECT {AlarmEventRow.Table.ColumnList} FROM alarm_event WHERE log_partition = ? "
            + "AND (log_offset > ? OR known_at > ?) AND known_at >= ? "
            + "ORDER BY known_at, log_offset, asset, rule, level, event_time LIMIT ?",
            (long)partition, offset, since, from, (long)limit);
        return (await store.QueryAsync(query, cancellationToken)).Read<AlarmEventRow>();
    }

    // Which alarms, and from which event time on.
    internal static (string Sql, object?[] Parameters) Needed(AlarmRange range)
    {
        var assets = range.Assets is { } some ? $" AND asset IN ({Places(some.Count)})" : "";
        var latching = range.Latching.Count == 0 ? "" : $" OR rule IN ({Places(range.Latching.Count)})";
        return (
            $"""
            WITH ranked AS (
                SELECT asset, rule, event_time, known_at, returned, withdrawn, row_number() OVER (
                    PARTITION BY asset, rule, level, event_time ORDER BY known_at DESC, log_offset DESC) AS knowledge
                FROM alarm_event WHERE known_at <= ?{assets}
            ),
            needed AS (
                SELECT asset, rule, min(event_time) AS since FROM ranked
                WHERE known_at > ? OR (knowledge = 1 AND withdrawn = 0 AND returned IS NULL){latching}
                GROUP BY asset, rule
            )
            """,
            [range.AsOf, .. range.Assets ?? [], range.Since, .. range.Latching]);
    }

    private static string Places(int count) => string.Join(", ", Enumerable.Repeat("?", count));
}
