using Maintenance.Core.Assets;
using Maintenance.Core.Feed;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.Streams;

namespace Maintenance.Scoring.Workers;

/// <summary>What a worker remembers of one asset: all of it can be read back from the store. Threading: one worker.</summary>
internal sealed class AssetState(string id, Asset? asset, int historyBlocks)
{
    /// <summary>The id, one string for all rows.</summary>
    public string Id { get; } = id;

    /// <summary>
    /// False when the registry of this process does not have it: then another process registered it, and the store knows.
    /// </summary>
    public bool IsRegistered { get; } = asset is not null;

    /// <summary>Region, empty for an asset that was removed.</summary>
    public string Region { get; set; } = asset?.Region ?? "";

    /// <summary>Metres; NaN when unknown.</summary>
    public double BitDiameterM { get; set; } = asset?.BitDiameterM ?? double.NaN;

    /// <summary>False until accounts were read from the store.</summary>
    public bool Loaded { get; set; }

    /// <summary>Streams by epoch; −1 for readings without numbers.</summary>
    public Dictionary<long, StreamAccount> Accounts { get; } = [];

    /// <summary>Blocks in memory.</summary>
    public BlockPages Blocks { get; } = new(historyBlocks);

    /// <summary>Event times already stored in a stretch, for late readings without numbers.</summary>
    public KnownTimes KnownTimes { get; } = new();

    /// <summary>
    /// Latest time of reception of the asset's records so far, Unix µs. <c>known_at</c> never runs backwards in the order of the log, even
    /// when the clock of Ingest does: otherwise <c>…_current</c> would show a row that knew less.
    /// </summary>
    public long KnownAtUnixMicros { get; set; } = long.MinValue;

    /// <summary>The newest update that the running batch will publish.</summary>
    public AssetUpdate? Update { get; set; }

    public StreamAccount Account(long epoch, bool sequenced)
    {
        if (!Accounts.TryGetValue(epoch, out var account)) Accounts[epoch] = account = new StreamAccount(Id, epoch, sequenced);
        return account;
    }
}
