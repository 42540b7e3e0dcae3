using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>One registered asset.</summary>
public static class AssetQuery
{
    private static readonly string Sql = $"SELECT {AssetRow.Table.ColumnList} FROM asset WHERE asset = ?";

    public static async Task<AssetRow?> RunAsync(IConditionStore store, string asset, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql, asset), cancellationToken)).Read<AssetRow>() is [var row] ? row : null;
}
