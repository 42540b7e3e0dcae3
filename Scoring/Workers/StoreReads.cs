using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.Workers;

/// <summary>Reads back the history that a worker needs. The worker commits everything before it calls.</summary>
internal sealed class StoreReads(IConditionStore store)
{
    /// <summary>Performs a read, into the asset's state.</summary>
    public Task LoadAsync(StoreRead read, CancellationToken cancellationToken) => read.Kind switch
    {
        StoreReadKind.Asset => LoadAssetAsync(read.State, cancellationToken),
        StoreReadKind.Pages => LoadPagesAsync(read, cancellationToken),
        StoreReadKind.Times => LoadTimesAsync(read, cancellationToken),
        StoreReadKind.Cells => LoadCellsAsync(read, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(read), read.Kind, "Unknown kind."),
    };

    private async Task LoadAssetAsync(AssetState state, CancellationToken cancellationToken)
    {
        var accounts = await StreamRowsQuery.RunAsync(store, state.Id, cancellationToken);
        foreach (var row in accounts)
        {
            state.Account(row.Epoch, row.Sequenced).Load(row);
            state.KnownAtUnixMicros = Math.Max(state.KnownAtUnixMicros, row.LastReceivedUnixMicros);
        }
        if (accounts.Count > 0 && await NewestBlockTimeQuery.RunAsync(store, state.Id, cancellationToken) is { } newest)
            state.Blocks.StartAt(UnixMicros.Of(newest));
        if (accounts.Count > 0 && await PresentQuery.RunAsync(store, state.Id, cancellationToken) is { } present)
            state.NotePresent(present.EventTimeUnixMicros, present.KnownAtUnixMicros, present.LogOffset);
        // A descriptor must not depend on when this process learns of an asset that another one registered.
        if (!state.IsRegistered && await AssetQuery.RunAsync(store, state.Id, cancellationToken) is { } asset)
            (state.Region, state.BitDiameterM) = (asset.Region, asset.BitDiameterM);
        state.Loaded = true;
    }

    private async Task LoadPagesAsync(StoreRead read, CancellationToken cancellationToken)
    {
        // Query first, then add the pages: an added page counts as complete, even after a failed query.
        var (asset, from, to) = (read.State.Id, Bound(read.From), Bound(read.To));
        var blocks = await DescribedBlocksQuery.RunAsync(store, asset, from, to, cancellationToken);
        var assessments = await AssessedBlocksQuery.RunAsync(store, asset, from, to, cancellationToken);
        var pages = new Dictionary<long, BlockPage>();
        for (var number = BlockPages.PageOf(read.From); number <= BlockPages.PageOf(read.To); number++)
            if (read.State.Blocks.AddUnread(number) is { } page) pages[number] = page;
        var entries = new Dictionary<long, BlockEntry>();
        var summary = new float[ChannelSummary.Count];
        foreach (var block in blocks)
        {
            var time = block.EventTimeUnixMicros;
            if (!pages.TryGetValue(BlockPages.PageOf(time), out var page)) continue; // already in memory, where it is newer
            var entry = entries[time] = read.State.Blocks.AddRead(page, time);
            entry.State = DrillingStates.Parse(block.DrillingState);
            (entry.DurationMicros, entry.ReadingCount, entry.Quality) = (block.DurationMicros, block.ReadingCount, block.Quality);
            block.ReadDescriptors(entry.Descriptors);
            block.ReadStatistics(summary);
            entry.Summary = ChannelSummary.Fingerprint(summary);
        }
        foreach (var block in assessments)
            if (entries.TryGetValue(block.EventTimeUnixMicros, out var entry)) entry.Assessment = AssessmentOf(block);
    }

    private static Assessment AssessmentOf(in AssessedBlock block) => new(
        DrillingStates.Parse(block.DrillingState), block.HealthIndex, block.FailureMode, block.FailureProbability, block.Reasons,
        block.RulHours);

    private async Task LoadTimesAsync(StoreRead read, CancellationToken cancellationToken)
    {
        var times = await ReadingTimesQuery.RunAsync(store, read.State.Id, Bound(read.From), Bound(read.To), cancellationToken);
        read.State.StoredEventTimes.Load(read.From, read.To, times);
    }

    private async Task LoadCellsAsync(StoreRead read, CancellationToken cancellationToken)
    {
        var stored = await ReadingsQuery.RunAsync(store, read.State.Id, Bound(read.From), Bound(read.To), cancellationToken);
        var cells = new List<BlockEntry>();
        read.State.Blocks.Collect(read.From, read.To, cells);
        cells.RemoveAll(c => c.Readings is not null);
        var byTime = cells.ToDictionary(c => c.EventTimeUnixMicros, _ => new SortedList<long, float[]>());
        foreach (var row in stored)
        {
            if (!byTime.TryGetValue(BlockGrid.CellOf(row.EventTimeUnixMicros), out var readings)) continue;
            if (!readings.TryAdd(row.EventTimeUnixMicros, row.Channels)) BlockPages.Merge(row.Channels, readings[row.EventTimeUnixMicros]);
        }
        foreach (var cell in cells) read.State.Blocks.SetReadings(cell, byTime[cell.EventTimeUnixMicros]);
    }

    // Bounds may be open: they are clamped to what a DateTime can represent.
    private static DateTime Bound(long unixMicros) =>
        UnixMicros.ToUtc(Math.Clamp(unixMicros, -62_000_000_000_000_000, 250_000_000_000_000_000));
}
