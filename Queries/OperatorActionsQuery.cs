using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>Operator actions, each with all columns.</summary>
public static class OperatorActionsQuery
{
    private static readonly string Select = $"SELECT {OperatorActionRow.Table.ColumnList} FROM operator_action";

    /// <summary>Those after a sequence, in order.</summary>
    public static Task<IReadOnlyList<OperatorActionRow>> AfterAsync(
        IConditionStore store, long sequence, int limit, CancellationToken cancellationToken) =>
        RunAsync(store, new StoreQuery($"{Select} WHERE sequence > ? ORDER BY sequence LIMIT ?", sequence, (long)limit), cancellationToken);

    /// <summary>Those of a request, among the newest.</summary>
    /// <param name="store">Store.</param>
    /// <param name="requestKey">The client's key.</param>
    /// <param name="after">Sequence after which to look: the primary key bounds the work.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static Task<IReadOnlyList<OperatorActionRow>> OfRequestAsync(
        IConditionStore store, string requestKey, long after, CancellationToken cancellationToken) =>
        RunAsync(store, new StoreQuery($"{Select} WHERE sequence > ? AND request_key = ? ORDER BY sequence", after, requestKey),
            cancellationToken);

    /// <summary>Those that alarms of a range depend on, in order: newer ones, its alarms' own, all that take out of service.</summary>
    public static Task<IReadOnlyList<OperatorActionRow>> OfAlarmsAsync(
        IConditionStore store, AlarmRange range, CancellationToken cancellationToken)
    {
        var columns = string.Join(", ", OperatorActionRow.Table.Columns.Select(c => $"a.{c.Name}"));
        var (needed, parameters) = AlarmEventsQuery.Needed(range);
        return RunAsync(store, new StoreQuery($"{needed} SELECT {columns} FROM operator_action AS a "
            + "LEFT JOIN needed AS n ON a.asset = n.asset AND a.rule = n.rule WHERE a.event_time <= ? "
            + "AND (a.event_time > ? OR a.action IN ('out_of_service', 'in_service') OR n.asset IS NOT NULL) ORDER BY a.sequence",
            [.. parameters, range.AsOf, range.Since]), cancellationToken);
    }

    /// <summary>Those on one alarm until a time, newest first.</summary>
    public static Task<IReadOnlyList<OperatorActionRow>> OfAlarmAsync(
        IConditionStore store, string asset, string rule, DateTime asOf, int limit, CancellationToken cancellationToken) =>
        RunAsync(store, new StoreQuery($"{Select} WHERE asset = ? AND rule = ? AND event_time <= ? ORDER BY sequence DESC LIMIT ?",
            asset, rule, asOf, (long)limit), cancellationToken);

    /// <summary>Newest first, as a user may see them: those about no asset only with all regions.</summary>
    /// <param name="store">Store.</param>
    /// <param name="filter">Regions and equal columns.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static Task<IReadOnlyList<OperatorActionRow>> NewestAsync(
        IConditionStore store, RowFilter filter, int limit, CancellationToken cancellationToken) =>
        RunAsync(store, filter.Query(Select, "sequence DESC", limit), cancellationToken);

    private static async Task<IReadOnlyList<OperatorActionRow>> RunAsync(
        IConditionStore store, StoreQuery query, CancellationToken cancellationToken) =>
        (await store.QueryAsync(query, cancellationToken)).Read<OperatorActionRow>();
}
