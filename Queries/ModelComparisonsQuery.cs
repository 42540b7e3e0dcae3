using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>Agreement of shadow models with the champions they run beside, per drill.</summary>
public static class ModelComparisonsQuery
{
    private static readonly string Select = $"SELECT {ModelComparisonRow.Table.ColumnList} FROM model_comparison";

    public static Task<IReadOnlyList<ModelComparisonRow>> OfAllAsync(IConditionStore store, CancellationToken cancellationToken) =>
        RunAsync(store, new StoreQuery(Select), cancellationToken);

    public static Task<IReadOnlyList<ModelComparisonRow>> OfPairAsync(
        IConditionStore store, string reader, int partition, string modelHash, string shadowHash, CancellationToken cancellationToken) =>
        RunAsync(
            store,
            new StoreQuery(
                $"{Select} WHERE reader = ? AND log_partition = ? AND model_hash = ? AND shadow_hash = ?",
                reader, partition, modelHash, shadowHash),
            cancellationToken);

    private static async Task<IReadOnlyList<ModelComparisonRow>> RunAsync(
        IConditionStore store, StoreQuery query, CancellationToken cancellationToken) =>
        (await store.QueryAsync(query, cancellationToken)).Read<ModelComparisonRow>();
}
