using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>RUL models whose coverage of a failure is stored.</summary>
public static class CoveredModelsQuery
{
    private const string Sql = "SELECT model_hash FROM life_coverage WHERE asset = ? AND failed = ?";

    public static async Task<IReadOnlyList<string>> RunAsync(
        IConditionStore store, string asset, DateTime failed, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql, asset, failed), cancellationToken)).Read(r => r.Text("model_hash"));
}
