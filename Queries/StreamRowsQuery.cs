using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>Accounts of an asset's streams as a worker goes on from them.</summary>
public static class StreamRowsQuery
{
    private static readonly string Sql = $"SELECT {StreamAccountRow.Table.ColumnList} FROM stream_account WHERE asset = ?";

    public static async Task<IReadOnlyList<StreamAccountRow>> RunAsync(
        IConditionStore store, string asset, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql, asset), cancellationToken)).Read<StreamAccountRow>();
}
