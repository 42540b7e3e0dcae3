using Maintenance.Core.Assets;
using Maintenance.Core.Feed;

namespace Maintenance.Scoring.Workers;

/// <summary>What a worker remembers of one asset: all of it can be read back from the store. Threading: one worker.</summary>
internal sealed class AssetState(string id, Asset? asset, int historyBlocks)
{
    /// <summary>The id, one string for all rows.</summary>
    public string Id { get; } = id;

    /// <summary>Region, empty for an asset that was removed from the registry.</summary>
    public string Region { get; } = asset?.Region ?? "";

    /// <summary>Metres; NaN when unknown.</summary>
    public double BitDiameterM { get; } = asset?.BitDiameterM ?? double.NaN;

    /// <summary>False until accounts and newest blocks were read from the store.</summary>
    public bool Loaded { get; set; }

    /// <summary>Streams by epoch; −1 for readings without numbers.</summary>
    public Dictionary<long, StreamAccount> Accounts { get; } = [];

    /// <summary>The newest blocks; covers everything after its beginning.</summary>
    public BlockHistory Recent { get; } = new(historyBlocks);

    /// <summary>An older stretch, read back for late data.</summary>
    public BlockHistory Past { get; } = new(historyBlocks);

    /// <summary>Readings of recent cells of loose readings.</summary>
    public CellCache Cells { get; } = new();

    /// <summary>Event times already stored in a stretch, for late readings without numbers.</summary>
    public KnownTimes KnownTimes { get; } = new();

    /// <summary>The newest update that the running batch will publish.</summary>
    public AssetUpdate? Update { get; set; }

    public StreamAccount Account(long epoch, bool sequenced)
    {
        if (!Accounts.TryGetValue(epoch, out var account)) Accounts[epoch] = account = new StreamAccount(Id, epoch, sequenced);
        return account;
    }
}
