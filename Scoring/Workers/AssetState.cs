using Maintenance.Core.Assets;
using Maintenance.Core.Feed;
using Maintenance.Core.Time;
using Maintenance.Scoring.Alarms;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.Streams;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.Workers;

/// <summary>What a worker caches of one asset; all of it can be read back from the store. Threading: one worker.</summary>
internal sealed class AssetState(string id, Asset? asset, int historyBlocks, SpareBlocks spare)
{
    /// <summary>The asset's id; one string instance for all rows.</summary>
    public string Id { get; } = id;

    /// <summary>
    /// False when another process registered the asset: then its properties are read from the store.
    /// </summary>
    public bool IsRegistered { get; } = asset is not null;

    private Asset? _asset = asset;

    /// <summary>The asset as it is known; null when nothing is.</summary>
    public Asset? Asset => _asset;

    /// <summary>What its alarms are judged from.</summary>
    public AssetAlarms Alarms { get; } = new();

    /// <summary>Region; empty when the asset was removed.</summary>
    public string Region { get; private set; } = asset?.Region ?? "";

    /// <summary>What its descriptors depend on.</summary>
    public DrillSetup Setup { get; private set; } = DrillSetup.Of(asset);

    /// <summary>Takes over the asset as it is known now, for the blocks that follow. Allocates only after a change.</summary>
    public void Take(Asset registered)
    {
        if (ReferenceEquals(registered, _asset)) return;
        (_asset, Region, Setup) = (registered, registered.Region, DrillSetup.Of(registered));
    }

    /// <summary>False until the accounts have been read from the store.</summary>
    public bool Loaded { get; set; }

    /// <summary>Stream accounts by epoch; −1 for readings without sequence numbers.</summary>
    public Dictionary<long, StreamAccount> Accounts { get; } = [];

    /// <summary>Blocks in memory.</summary>
    public BlockPages Blocks { get; } = new(historyBlocks, spare);

    /// <summary>Closed minutes in memory.</summary>
    public MinuteHistory Minutes { get; } = new();

    /// <summary>Start of the newest hour in which this worker has stored blocks, Unix µs.</summary>
    public long OpenHour { get; set; } = ChangedHours.NoneOpen;

    /// <summary>
    /// Newest event time of the unnumbered readings that will be stored before the record being planned, Unix µs.
    /// </summary>
    public long PlannedUnixMicros { get; set; } = long.MinValue;

    /// <summary>Event times stored in some intervals, to recognise late duplicates without sequence numbers.</summary>
    public StoredEventTimes StoredEventTimes { get; } = new();

    /// <summary>
    /// Latest time of reception of the asset's records so far, Unix µs. <c>known_at</c> never decreases in log order, even when the clock
    /// of Ingest does: otherwise <c>…_current</c> would show an outdated row.
    /// </summary>
    public long KnownAtUnixMicros { get; set; } = long.MinValue;

    /// <summary>
    /// Event time of the block that is the asset's present, Unix µs: the row of <c>assessment_latest</c>, not always the greatest time.
    /// </summary>
    public long PresentUnixMicros { get; private set; } = long.MinValue;

    private Recency _present = Recency.Never;

    /// <summary>The newest update that the current batch will publish.</summary>
    public AssetUpdate? Update { get; set; }

    /// <summary>An update of a block of before the present, which the current batch changed; null when it changed none.</summary>
    public AssetUpdate? PastUpdate { get; set; }

    /// <summary>Notes an assessment that is written or stored.</summary>
    /// <returns>True if it is the asset's present now.</returns>
    public bool NotePresent(long eventTime, long knownAt, long logOffset)
    {
        var recency = new Recency(eventTime, knownAt, logOffset);
        if (recency.IsBefore(_present)) return false;
        (_present, PresentUnixMicros) = (recency, eventTime);
        return true;
    }

    /// <summary>True while one of its records is half-way and waits for the store: nothing of it may be forgotten.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>Forgets what neither the last record nor those to come need.</summary>
    public void Shrink()
    {
        if (IsWaiting) return;
        Blocks.Shrink();
        if (Blocks.Newest != long.MinValue) Minutes.Shrink(BlockPages.PageOf(Blocks.Newest));
    }

    public StreamAccount Account(long epoch, bool sequenced)
    {
        if (!Accounts.TryGetValue(epoch, out var account)) Accounts[epoch] = account = new StreamAccount(Id, epoch, sequenced);
        return account;
    }
}
