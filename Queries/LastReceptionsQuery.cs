using Maintenance.Core.Ports;
using Maintenance.Core.Time;

namespace Maintenance.Queries;

/// <summary>
/// When something last came from each asset before a time: the greatest reception of its blocks of a stretch before it, and of an asset
/// that sent nothing in it that of its present, if that is older.
/// </summary>
public static class LastReceptionsQuery
{
    private const int AssetsPerStatement = 1000;

    /// <param name="store">Store.</param>
    /// <param name="assets">Assets.</param>
    /// <param name="before">Unix µs.</param>
    /// <param name="stretch">How far blocks are looked for, µs.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Unix µs; an asset of which nothing is known is missing.</returns>
    public static async Task<IReadOnlyDictionary<string, long>> RunAsync(
        IConditionStore store, IReadOnlyCollection<string> assets, long before, long stretch, CancellationToken cancellationToken)
    {
        var heard = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (asset, _, knownAt, _) in await KnownAssetsQuery.PresentAsync(store, assets, cancellationToken))
            if (knownAt < before) heard[asset] = knownAt;
        foreach (var some in assets.Chunk(AssetsPerStatement))
        {
            var sql = "SELECT asset, max(known_at) AS heard FROM descriptor WHERE event_time >= ? AND event_time < ? AND known_at < ? "
                + $"AND asset IN ({string.Join(", ", some.Select(_ => "?"))}) GROUP BY asset";
            object?[] bounds = [UnixMicros.ToUtc(before - stretch), UnixMicros.ToUtc(before), UnixMicros.ToUtc(before)];
            var rows = await store.QueryAsync(new StoreQuery(sql, [.. bounds, .. some]), cancellationToken);
            foreach (var (asset, at) in rows.Read(r => (r.Text("asset"), r.UnixMicros("heard")))) heard[asset] = at;
        }
        return heard;
    }
}
