using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Greatest event time received of each asset, Unix µs, by asset: it lies ahead of now where a clock runs ahead.</summary>
public static class NewestStampsQuery
{
    private const string Sql =
        "SELECT asset, max(last_event_time) AS newest FROM stream_account WHERE last_event_time IS NOT NULL GROUP BY asset";

    public static async Task<IReadOnlyDictionary<string, long>> RunAsync(IConditionStore store, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql), cancellationToken)).Read(r => (Asset: r.Text("asset"), Newest: r.UnixMicros("newest")))
            .ToDictionary(r => r.Asset, r => r.Newest, StringComparer.Ordinal);
}
