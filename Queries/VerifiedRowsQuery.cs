using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>
/// All rows of one asset in a table since a time, in the given order; values as the engine returns them, for comparison bit by bit.
/// </summary>
public static class VerifiedRowsQuery
{
    /// <param name="store">Store.</param>
    /// <param name="table">Table; its columns are selected in schema order, whatever order the engine keeps them in.</param>
    /// <param name="order">Columns to sort by; go into the SQL text.</param>
    /// <param name="asset">Asset.</param>
    /// <param name="since">Earliest event time.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static Task<QueryResult> RunAsync(
        IConditionStore store, TableSchema table, string order, string asset, DateTime since, CancellationToken cancellationToken) =>
        store.QueryAsync(new StoreQuery($"SELECT {table.ColumnList} FROM {table.Name} WHERE asset = ? AND event_time >= ? "
            + $"ORDER BY {order}", asset, since), cancellationToken);
}
