using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Hash of one link of the chain of operator actions.</summary>
public static class OperatorActionHashQuery
{
    public static async Task<string> RunAsync(IConditionStore store, long sequence, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery("SELECT hash FROM operator_action WHERE sequence = ?", sequence), cancellationToken))
            .Read(r => r.Text("hash"))[0];
}
