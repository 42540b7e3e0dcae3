using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>The models in service from each offset on, by partition and offset (decision 0010).</summary>
public static class ServingPeriodsQuery
{
    private static readonly string Select = $"SELECT {ModelServingRow.Table.ColumnList} FROM model_serving";

    public static Task<IReadOnlyList<ModelServingRow>> OfPartitionAsync(
        IConditionStore store, string reader, int partition, CancellationToken cancellationToken) =>
        RunAsync(store, new StoreQuery($"{Select} WHERE reader = ? AND log_partition = ? "
            + "ORDER BY from_offset", reader, partition), cancellationToken);

    public static Task<IReadOnlyList<ModelServingRow>> OfReaderAsync(
        IConditionStore store, string reader, CancellationToken cancellationToken) =>
        RunAsync(store, new StoreQuery($"{Select} WHERE reader = ? ORDER BY log_partition, from_offset", reader), cancellationToken);

    public static Task<IReadOnlyList<ModelServingRow>> OfAllAsync(IConditionStore store, CancellationToken cancellationToken) =>
        RunAsync(store, new StoreQuery($"{Select} ORDER BY reader, log_partition, from_offset"), cancellationToken);

    private static async Task<IReadOnlyList<ModelServingRow>> RunAsync(
        IConditionStore store, StoreQuery query, CancellationToken cancellationToken) =>
        (await store.QueryAsync(query, cancellationToken)).Read<ModelServingRow>();
}
