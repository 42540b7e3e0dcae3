using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>Accounts of an asset's streams, from which a worker continues.</summary>
public static class StreamRowsQuery
{
    private static readonly string Sql = $"SELECT {StreamAccountRow.Table.ColumnList} FROM stream_account WHERE asset = ?";

    public static async Task<IReadOnlyList<StreamAccountRow>> RunAsync(
        IConditionStore store, string asset, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql, asset), cancellationToken)).Read<StreamAccountRow>();
}
