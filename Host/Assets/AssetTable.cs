using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Queries;

namespace Maintenance.Host.Assets;

/// <summary>Keeps this process's registry and the table <c>asset</c> in sync.</summary>
internal static class AssetTable
{
    public static async Task LoadAsync(IConditionStore store, AssetRegistry registry, CancellationToken cancellationToken)
    {
        // Before the table is read: what is registered meanwhile must not look removed.
        string[] known = [.. registry.All.Select(a => a.Id.Value)];
        var rows = await AssetsQuery.RunAsync(store, cancellationToken);
        Asset[] changed =
        [
            .. rows.Select(r => new Asset(AssetId.Parse(r.Asset), r.Region, r.Site, r.Rig, r.LatitudeDeg, r.LongitudeDeg, r.BitDiameterM))
                .Where(a => !registry.TryGet(a.Id.Value, out var known) || known != a),
        ];
        if (changed.Length > 0) registry.AddOrReplace(changed);
        string[] removed = [.. known.Except(rows.Select(r => r.Asset), StringComparer.Ordinal)];
        if (removed.Length > 0) registry.Remove(removed);
    }

    /// <summary>Writes new and changed assets to the store, then adds them to the registry.</summary>
    public static async Task RegisterAsync(IConditionStore store, AssetRegistry registry, IReadOnlyList<Asset> assets,
        CancellationToken cancellationToken)
    {
        Asset[] changed = [.. assets.Where(a => !registry.TryGet(a.Id.Value, out var known) || known != a)];
        if (changed.Length == 0) return;
        await store.CommitAsync(new StoreCommit { Batches = [TableBatch.Of([.. changed.Select(AssetRow.Of)])] }, cancellationToken);
        registry.AddOrReplace(changed);
    }
}
