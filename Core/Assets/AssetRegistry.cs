using System.Collections.Frozen;

namespace Maintenance.Core.Assets;

/// <summary>
/// The assets this process knows. Loaded from the store by Host at start and changed by registration; read on every record.
/// Threading: any thread may read; writers are serialised internally. Readers see an immutable snapshot, never a partial change.
/// </summary>
public sealed class AssetRegistry
{
    private readonly Lock _writing = new();
    private volatile FrozenDictionary<string, Asset> _assets = FrozenDictionary<string, Asset>.Empty;

    /// <summary>All known assets, in no particular order.</summary>
    public IReadOnlyCollection<Asset> All => _assets.Values;

    /// <summary>Raised after a change, with the assets added or replaced; handlers must not throw or block.</summary>
    public event EventHandler<IReadOnlyList<Asset>>? Changed;

    /// <summary>Adds the assets, replacing those with the same id.</summary>
    public void AddOrReplace(IReadOnlyList<Asset> assets)
    {
        lock (_writing)
        {
            var next = new Dictionary<string, Asset>(_assets, StringComparer.Ordinal);
            foreach (var asset in assets) next[asset.Id.Value] = asset;
            _assets = next.ToFrozenDictionary(StringComparer.Ordinal);
        }
        Changed?.Invoke(this, assets);
    }

    /// <summary>Raised after assets were removed, with their ids; handlers must not throw or block.</summary>
    public event EventHandler<IReadOnlyList<string>>? Removed;

    /// <summary>Removes the assets; ids that are not known are ignored.</summary>
    public void Remove(IReadOnlyList<string> ids)
    {
        lock (_writing)
        {
            var next = new Dictionary<string, Asset>(_assets, StringComparer.Ordinal);
            foreach (var id in ids) next.Remove(id);
            _assets = next.ToFrozenDictionary(StringComparer.Ordinal);
        }
        Removed?.Invoke(this, ids);
    }

    /// <summary>Finds an asset; false when it is unknown. Allocation-free.</summary>
    public bool TryGet(ReadOnlySpan<char> id, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Asset? asset) =>
        _assets.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out asset);

    /// <summary>An asset as it is registered: with the rig type, class and locations that are known where it states none.</summary>
    public Asset Complete(Asset asset)
    {
        TryGet(asset.Id.Value, out var known);
        return asset with
        {
            RigType = Stated(asset.RigType ?? known?.RigType),
            AssetClass = Stated(asset.AssetClass ?? known?.AssetClass),
            Locations = asset.Locations ?? known?.Locations ?? MeasurementLocations.None,
        };
    }

    private static string? Stated(string? name) => name is "" ? null : name;
}
