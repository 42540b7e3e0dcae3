using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// Event times of an asset's readings, both ends included, Unix µs: identifies what a client without numbering has already sent.
/// </summary>
public static class ReadingTimesQuery
{
    private const string Sql = "SELECT event_time FROM reading WHERE asset = ? AND event_time >= ? AND event_time <= ?";

    public static async Task<IReadOnlyList<long>> RunAsync(
        IConditionStore store, string asset, DateTime from, DateTime to, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql, asset, from, to), cancellationToken)).Read(r => r.UnixMicros("event_time"));
}
