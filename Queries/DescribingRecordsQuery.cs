using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// Offsets, up to a given one, of the records behind an asset's blocks in the half-open range (after, until], ascending.
/// </summary>
public static class DescribingRecordsQuery
{
    private const string Sql =
        "SELECT DISTINCT log_offset FROM descriptor WHERE asset = ? AND event_time > ? AND event_time <= ? AND log_offset <= ? "
        + "ORDER BY log_offset";

    public static async Task<IReadOnlyList<long>> RunAsync(
        IConditionStore store, string asset, DateTime after, DateTime until, long offset, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql, asset, after, until, offset), cancellationToken)).Read(r => r.Whole("log_offset"));
}
