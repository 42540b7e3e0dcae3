using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// Event time of an asset's oldest row in a table, and the number of its rows before a time. The table name goes into the SQL text: trusted
/// input only.
/// </summary>
public static class OldestRowQuery
{
    public static async Task<DateTime?> RunAsync(IConditionStore store, string table, string asset, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery($"SELECT min(event_time) AS oldest FROM {table} "
            + "WHERE asset = ?", asset), cancellationToken)).First?.TimeOrNull("oldest");

    public static async Task<long> CountBeforeAsync(
        IConditionStore store, string table, string asset, DateTime before, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery($"SELECT count(*) AS older FROM {table} "
            + "WHERE asset = ? AND event_time < ?", asset, before), cancellationToken)).First!.Value.Whole("older");
}
