using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>When an asset last failed or was repaired before a time; null when there is no record.</summary>
public static class LifeStartQuery
{
    private const string Select = "SELECT max(event_time) AS begun FROM maintenance_record "
        + "WHERE kind IN ('failed', 'repaired') AND withdrawn = 0 AND asset = ?";

    /// <summary>The last one before a time.</summary>
    public static Task<DateTime?> BeforeAsync(IConditionStore store, string asset, DateTime before, CancellationToken cancellationToken) =>
        RunAsync(store, new StoreQuery($"{Select} AND event_time < ?", asset, before), cancellationToken);

    /// <summary>The last one in the half-open range (after, until].</summary>
    public static Task<DateTime?> WithinAsync(
        IConditionStore store, string asset, DateTime after, DateTime until, CancellationToken cancellationToken) =>
        RunAsync(store, new StoreQuery($"{Select} AND event_time <= ? AND event_time > ?", asset, until, after), cancellationToken);

    private static async Task<DateTime?> RunAsync(IConditionStore store, StoreQuery query, CancellationToken cancellationToken) =>
        (await store.QueryAsync(query, cancellationToken)).First?.TimeOrNull("begun");
}
