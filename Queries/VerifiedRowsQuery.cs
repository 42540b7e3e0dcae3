using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// All rows of one asset in a table since a time, in the given order; values as the engine returns them, for comparison bit by bit.
/// </summary>
public static class VerifiedRowsQuery
{
    /// <param name="store">Store.</param>
    /// <param name="table">Table name; goes into the SQL text.</param>
    /// <param name="order">Columns to sort by; go into the SQL text.</param>
    /// <param name="asset">Asset.</param>
    /// <param name="since">Earliest event time.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static Task<QueryResult> RunAsync(
        IConditionStore store, string table, string order, string asset, DateTime since, CancellationToken cancellationToken) =>
        store.QueryAsync(new StoreQuery($"SELECT * FROM {table} WHERE asset = ? AND event_time >= ? "
            + $"ORDER BY {order}", asset, since), cancellationToken);
}
