using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>An asset's blocks as currently known, both ends included, oldest first.</summary>
public static class DescribedBlocksQuery
{
    private static readonly string Sql =
        $"SELECT {DescribedBlock.AllColumns} FROM descriptor_current WHERE asset = ? AND event_time >= ? AND event_time <= ? "
        + "ORDER BY event_time";

    public static async Task<IReadOnlyList<DescribedBlock>> RunAsync(
        IConditionStore store, string asset, DateTime from, DateTime to, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql, asset, from, to), cancellationToken)).Read(DescribedBlock.Of);
}
