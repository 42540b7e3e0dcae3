using Maintenance.Api.Rest;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Queries;

namespace Maintenance.Host.Assets;

/// <summary>Keeps this process's registry and the tables <c>asset</c> and <c>measurement_location</c> in sync.</summary>
internal static class AssetTable
{
    public static async Task LoadAsync(IConditionStore store, AssetRegistry registry, CancellationToken cancellationToken)
    {
        // Before the table is read: what is registered meanwhile must not look removed.
        string[] known = [.. registry.All.Select(a => a.Id.Value)];
        var rows = await AssetsQuery.RunAsync(store, cancellationToken);
        Asset[] changed = [.. rows.Where(a => !registry.TryGet(a.Id.Value, out var known) || known != a)];
        if (changed.Length > 0) registry.AddOrReplace(changed);
        string[] removed = [.. known.Except(rows.Select(r => r.Id.Value), StringComparer.Ordinal)];
        if (removed.Length > 0) registry.Remove(removed);
    }

    /// <summary>Writes new and changed assets to the store, then adds them to the registry.</summary>
    public static async Task RegisterAsync(IConditionStore store, AssetRegistry registry, IReadOnlyList<Asset> assets,
        CancellationToken cancellationToken)
    {
        Asset[] changed = [.. assets.Select(registry.Complete).Where(a => !registry.TryGet(a.Id.Value, out var known) || known != a)];
        if (changed.Length == 0) return;
        await AssetRows.WriteAsync(store, changed, audit: null, cancellationToken);
        registry.AddOrReplace(changed);
    }
}
