using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Event time of an asset's newest block; null when it has none.</summary>
public static class NewestBlockTimeQuery
{
    private const string Sql = "SELECT max(event_time) AS newest FROM descriptor WHERE asset = ?";

    public static async Task<DateTime?> RunAsync(IConditionStore store, string asset, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql, asset), cancellationToken)).First?.TimeOrNull("newest");
}
