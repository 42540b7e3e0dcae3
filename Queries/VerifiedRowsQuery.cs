using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// All of a table's rows of one asset since a time, in the order in which they were written; values as the engine gives them, to be
/// compared bit by bit.
/// </summary>
public static class VerifiedRowsQuery
{
    /// <param name="store">Store.</param>
    /// <param name="table">Name of a table; goes into the text.</param>
    /// <param name="order">Columns; go into the text.</param>
    /// <param name="asset">Asset.</param>
    /// <param name="since">First event time.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static Task<QueryResult> RunAsync(
        IConditionStore store, string table, string order, string asset, DateTime since, CancellationToken cancellationToken) =>
        store.QueryAsync(new StoreQuery($"SELECT * FROM {table} WHERE asset = ? AND event_time >= ? "
            + $"ORDER BY {order}", asset, since), cancellationToken);
}
