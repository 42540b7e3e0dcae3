using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Models whose remaining life was compared with a failure.</summary>
public static class CoveredModelsQuery
{
    private const string Sql = "SELECT model_hash FROM life_coverage WHERE asset = ? AND failed = ?";

    public static async Task<IReadOnlyList<string>> RunAsync(
        IConditionStore store, string asset, DateTime failed, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql, asset, failed), cancellationToken)).Read(r => r.Text("model_hash"));
}
