using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Queries;

namespace Maintenance.Host.Assets;

/// <summary>Keeps the registry of this process and the table <c>asset</c> in step.</summary>
internal static class AssetTable
{
    public static async Task LoadAsync(IConditionStore store, AssetRegistry registry, CancellationToken cancellationToken)
    {
        Asset[] news =
        [
            .. (await AssetsQuery.RunAsync(store, cancellationToken))
                .Select(r => new Asset(AssetId.Parse(r.Asset), r.Region, r.Site, r.Rig, r.LatitudeDeg, r.LongitudeDeg, r.BitDiameterM))
                .Where(a => !registry.TryGet(a.Id.Value, out var known) || known != a),
        ];
        if (news.Length > 0) registry.AddOrReplace(news);
    }

    /// <summary>Writes the assets that are new or changed to the store and then makes them known.</summary>
    public static async Task RegisterAsync(IConditionStore store, AssetRegistry registry, IReadOnlyList<Asset> assets,
        CancellationToken cancellationToken)
    {
        Asset[] news = [.. assets.Where(a => !registry.TryGet(a.Id.Value, out var known) || known != a)];
        if (news.Length == 0) return;
        await store.CommitAsync(new StoreCommit { Batches = [TableBatch.Of([.. news.Select(AssetRow.Of)])] }, cancellationToken);
        registry.AddOrReplace(news);
    }
}
