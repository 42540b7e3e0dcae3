using System.Text;
using Maintenance.Core.Assets;
using Maintenance.Scoring.Blocks;

namespace Maintenance.Scoring.Workers;

/// <summary>The cached state of each asset. Threading: one worker.</summary>
internal sealed class AssetStates(AssetRegistry registry, int historyBlocks, int lateBlocks)
{
    private readonly SpareBlocks _spare = new(lateBlocks);
    private readonly Dictionary<string, AssetState> _states = new(StringComparer.Ordinal);

    /// <summary>State of an asset, created on first use; a change of the asset counts from here on.</summary>
    public AssetState Of(ReadOnlySpan<byte> assetUtf8)
    {
        Span<char> id = stackalloc char[AssetId.MaxLength];
        id = id[..Encoding.ASCII.GetChars(assetUtf8, id)];
        registry.TryGet(id, out var asset);
        if (_states.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out var state))
        {
            if (asset is not null) state.Take(asset);
            return state;
        }
        var text = asset?.Id.Value ?? id.ToString();
        return _states[text] = new AssetState(text, asset, historyBlocks, _spare);
    }

    /// <summary>All that have been seen.</summary>
    public IReadOnlyCollection<AssetState> All => _states.Values;

    /// <summary>State of an asset, or null when it has not been seen.</summary>
    public AssetState? Find(string asset) => _states.GetValueOrDefault(asset);
}
