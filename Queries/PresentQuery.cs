using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Which assessment is an asset's present, in terms of <c>Recency</c>; null before the first.</summary>
public static class PresentQuery
{
    private const string Sql = "SELECT event_time, known_at, log_offset FROM assessment_latest WHERE asset = ?";

    public static async Task<(long EventTimeUnixMicros, long KnownAtUnixMicros, long LogOffset)?> RunAsync(
        IConditionStore store, string asset, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql, asset), cancellationToken)).First is { } row
            ? (row.UnixMicros("event_time"), row.UnixMicros("known_at"), row.Whole("log_offset")) : null;
}
