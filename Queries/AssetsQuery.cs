using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>All registered assets.</summary>
public static class AssetsQuery
{
    private static readonly string Sql = $"SELECT {AssetRow.Table.ColumnList} FROM asset";

    public static async Task<IReadOnlyList<AssetRow>> RunAsync(IConditionStore store, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql), cancellationToken)).Read<AssetRow>();
}
