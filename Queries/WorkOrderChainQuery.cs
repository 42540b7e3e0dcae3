using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Hash of the last operator action; null before the first.</summary>
public static class WorkOrderChainQuery
{
    public static async Task<string?> RunAsync(IConditionStore store, long sequence, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery("SELECT hash FROM operator_action WHERE sequence = ?", sequence), cancellationToken))
            .First?.Text("hash");
}
