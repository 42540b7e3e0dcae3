using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>An asset's readings, both ends included, in no particular order.</summary>
public static class ReadingsQuery
{
    private static readonly string Sql = $"SELECT {ReadingRow.Table.ColumnList} FROM reading "
        + "WHERE asset = ? AND event_time >= ? AND event_time <= ?";

    public static async Task<IReadOnlyList<ReadingRow>> RunAsync(
        IConditionStore store, string asset, DateTime from, DateTime to, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql, asset, from, to), cancellationToken)).Read<ReadingRow>();
}
