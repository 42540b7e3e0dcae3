using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>
/// What a worker continues from when it meets assets for the first time: a statement for each kind of fact, not for each asset.
/// </summary>
public static class KnownAssetsQuery
{
    /// <summary>Accounts of the assets' streams.</summary>
    public static async Task<ILookup<string, StreamAccountRow>> AccountsAsync(
        IConditionStore store, IReadOnlyCollection<string> assets, CancellationToken cancellationToken) =>
        (await AssetRanges.OfAssetsAsync(store, assets, condition =>
            $"SELECT {StreamAccountRow.Table.ColumnList} FROM stream_account WHERE {condition}", cancellationToken))
        .SelectMany(r => r.Read<StreamAccountRow>()).ToLookup(r => r.Asset, StringComparer.Ordinal);

    /// <summary>Event time of each asset's newest block, Unix µs.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> NewestBlocksAsync(
        IConditionStore store, IReadOnlyCollection<string> assets, CancellationToken cancellationToken) =>
        (await AssetRanges.OfAssetsAsync(store, assets, condition =>
            $"SELECT asset, max(event_time) AS newest FROM descriptor WHERE {condition} GROUP BY asset", cancellationToken))
        .SelectMany(result => result.Read(r => (Asset: r.Text("asset"), Newest: r.UnixMicros("newest"))))
        .ToDictionary(r => r.Asset, r => r.Newest, StringComparer.Ordinal);

    /// <summary>Which assessment is each asset's present, in the terms of <c>Recency</c>.</summary>
    public static async Task<IReadOnlyList<(string Asset, long EventTimeUnixMicros, long KnownAtUnixMicros, long LogOffset)>> PresentAsync(
        IConditionStore store, IReadOnlyCollection<string> assets, CancellationToken cancellationToken) =>
        [.. (await AssetRanges.OfAssetsAsync(store, assets, condition =>
            $"SELECT asset, event_time, known_at, log_offset FROM assessment_latest WHERE {condition}", cancellationToken))
        .SelectMany(result => result.Read(r => (
            r.Text("asset"), r.UnixMicros("event_time"), r.UnixMicros("known_at"), r.Whole("log_offset"))))];

    /// <summary>Assets whose present came through a partition of the log.</summary>
    public static async Task<IReadOnlyList<string>> OfPartitionAsync(
        IConditionStore store, int partition, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery("SELECT asset FROM assessment_latest WHERE log_partition = ? ORDER BY asset", partition),
            cancellationToken)).Read(r => r.Text("asset"));

    /// <summary>The assets that are registered.</summary>
    public static async Task<IReadOnlyList<Asset>> RegisteredAsync(
        IConditionStore store, IReadOnlyCollection<string> assets, CancellationToken cancellationToken)
    {
        var rows = (await AssetRanges.OfAssetsAsync(store, assets, condition =>
            $"SELECT {AssetRow.Table.ColumnList} FROM asset WHERE {condition}", cancellationToken)).SelectMany(r => r.Read<AssetRow>());
        return AssetsQuery.Join(rows, await MeasurementLocationsQuery.OfAsync(store, assets, cancellationToken));
    }
}
