using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.WorkOrders;

namespace Maintenance.Queries;

/// <summary>Work orders: the newest revision of many, or all revisions of one.</summary>
public static class WorkOrdersQuery
{
    private static readonly string Columns = WorkOrderRow.Table.ColumnList;

    /// <summary>Newest revisions in the order in which they are due, at one time the most urgent first.</summary>
    public static Task<IReadOnlyList<WorkOrder>> ListAsync(
        IConditionStore store, WorkOrderFilter wanted, RegionScope scope, int limit, CancellationToken cancellationToken)
    {
        var filter = new RowFilter(scope);
        filter.OneOf("state", wanted.States);
        filter.Equal("asset", wanted.Asset);
        filter.Equal("suspected_mode", wanted.Mode);
        filter.Equal("assignee", wanted.Assignee);
        filter.Before("due", wanted.DueBefore);
        return RunAsync(store, filter.Query($"SELECT {Columns} FROM work_order_current", "due, priority DESC, number", limit),
            cancellationToken);
    }

    /// <summary>All revisions of an order, newest first; none when there is no such order.</summary>
    public static Task<IReadOnlyList<WorkOrder>> RevisionsAsync(IConditionStore store, long number, CancellationToken cancellationToken) =>
        RunAsync(store, new StoreQuery($"SELECT {Columns} FROM work_order WHERE number = ? ORDER BY revision DESC", number),
            cancellationToken);

    /// <summary>Orders raised from any occurrence of an alarm, in their newest revisions, the newest order first.</summary>
    public static async Task<IReadOnlyList<WorkOrder>> OfAlarmAsync(
        IConditionStore store, string asset, string rule, int limit, CancellationToken cancellationToken)
    {
        // The pattern finds too much when the rule's name has an underscore, never too little.
        var query = new StoreQuery($"SELECT {Columns} FROM work_order_current WHERE asset = ? AND alarms LIKE ? ORDER BY number DESC LIMIT ?",
            asset, $"%\"{rule}\"%", (long)limit);
        return [.. (await RunAsync(store, query, cancellationToken)).Where(o => o.Alarms.Any(a => a.Rule == rule))];
    }

    /// <summary>Orders that were closed since a time, in their newest revisions, the newest first; at most 1,000.</summary>
    public static Task<IReadOnlyList<WorkOrder>> ClosedSinceAsync(
        IConditionStore store, RegionScope scope, DateTime since, CancellationToken cancellationToken)
    {
        var filter = new RowFilter(scope);
        filter.From("closed", since);
        return RunAsync(store, filter.Query($"SELECT {Columns} FROM work_order_current", "closed DESC, number", 1_000), cancellationToken);
    }

    /// <summary>A page of the orders that were done since a time, in their newest revisions, by number.</summary>
    public static Task<IReadOnlyList<WorkOrder>> DoneSinceAsync(
        IConditionStore store, RegionScope scope, DateTime since, long afterNumber, int limit, CancellationToken cancellationToken)
    {
        var filter = new RowFilter(scope);
        filter.From("closed", since);
        filter.Equal("state", WorkOrderStates.Done);
        filter.After("number", afterNumber);
        return RunAsync(store, filter.Query($"SELECT {Columns} FROM work_order_current", "number", limit), cancellationToken);
    }

    /// <summary>Orders that are done, in their newest revisions.</summary>
    public static Task<IReadOnlyList<WorkOrder>> DoneAsync(IConditionStore store, CancellationToken cancellationToken) =>
        RunAsync(store, new StoreQuery($"SELECT {Columns} FROM work_order_current WHERE state = ? ORDER BY number", WorkOrderStates.Done),
            cancellationToken);

    /// <summary>Greatest number; 0 without an order.</summary>
    public static async Task<long> LastNumberAsync(IConditionStore store, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery("SELECT max(number) AS last FROM work_order"), cancellationToken)).First?.Whole("last") ?? 0;

    private static async Task<IReadOnlyList<WorkOrder>> RunAsync(IConditionStore store, StoreQuery query,
        CancellationToken cancellationToken) =>
        [.. (await store.QueryAsync(query, cancellationToken)).Read<WorkOrderRow>().Select(r => WorkOrderRows.Order(r))];
}
