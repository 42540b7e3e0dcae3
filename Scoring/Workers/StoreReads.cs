using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Scoring.Alarms;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.DataManipulation;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Reads back the history that a worker needs, with a few statements for the reads of many records. The worker commits everything before
/// it calls, except when it meets assets for the first time.
/// </summary>
internal sealed class StoreReads(IConditionStore store, Action<AssetState> useRules)
{
    // Bounds of alarms may be open.
    private const long EndOfTime = 250_000_000_000_000_000;

    /// <summary>Performs the reads, into the assets' states.</summary>
    /// <param name="reads">Reads; those of one kind and asset do not overlap.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task LoadAsync(IReadOnlyList<StoreRead> reads, CancellationToken cancellationToken)
    {
        foreach (var kind in reads.GroupBy(r => r.Kind).OrderBy(g => g.Key))
            await (kind.Key switch
            {
                StoreReadKind.Asset => LoadAssetsAsync([.. kind.Select(r => r.State)], cancellationToken),
                StoreReadKind.Minutes => LoadMinutesAsync([.. kind], cancellationToken),
                StoreReadKind.Alarms =>
                    LoadAlarmsAsync([.. kind.Select(r => (r.State, BlockPages.PageOf(r.From), r.To))], cancellationToken),
                StoreReadKind.Pages => LoadPagesAsync([.. kind], cancellationToken),
                StoreReadKind.Times => LoadTimesAsync([.. kind], cancellationToken),
                StoreReadKind.Cells => LoadCellsAsync([.. kind], cancellationToken),
                _ => throw new ArgumentOutOfRangeException(nameof(reads), kind.Key, "Unknown kind."),
            });
    }

    private async Task LoadAssetsAsync(List<AssetState> states, CancellationToken cancellationToken)
    {
        var accounts = await KnownAssetsQuery.AccountsAsync(store, [.. states.Select(s => s.Id)], cancellationToken);
        foreach (var state in states)
            foreach (var row in accounts[state.Id])
            {
                state.Account(row.Epoch, row.Sequenced).Load(row);
                state.KnownAtUnixMicros = Math.Max(state.KnownAtUnixMicros, row.LastReceivedUnixMicros);
            }
        if (states.FindAll(s => accounts.Contains(s.Id)).ToDictionary(s => s.Id, StringComparer.Ordinal) is { Count: > 0 } known)
        {
            foreach (var (asset, newest) in await KnownAssetsQuery.NewestBlocksAsync(store, known.Keys, cancellationToken))
            {
                known[asset].Blocks.StartAt(newest);
                known[asset].Minutes.StartAt(BlockPages.PageOf(newest));
            }
            foreach (var (asset, eventTime, knownAt, offset) in await KnownAssetsQuery.PresentAsync(store, known.Keys, cancellationToken))
                known[asset].NotePresent(eventTime, knownAt, offset);
        }
        var judged = states.FindAll(s => s.PresentUnixMicros != long.MinValue);
        // A descriptor must not depend on when this process learns of an asset that another one registered.
        if (states.FindAll(s => !s.IsRegistered).ToDictionary(s => s.Id, StringComparer.Ordinal) is { Count: > 0 } elsewhere)
            foreach (var asset in await KnownAssetsQuery.RegisteredAsync(store, elsewhere.Keys, cancellationToken))
                elsewhere[asset.Id.Value].Take(asset);
        foreach (var state in judged) state.Alarms.StartAt(BlockPages.PageOf(state.PresentUnixMicros));
        await LoadAlarmsAsync([.. judged.Select(s => (s, s.Alarms.FirstMinute, EndOfTime))], cancellationToken);
        foreach (var state in states) state.Loaded = true;
    }

    private async Task LoadAlarmsAsync(List<(AssetState State, long First, long To)> stretches, CancellationToken cancellationToken)
    {
        if (stretches.Count == 0) return;
        foreach (var (state, _, _) in stretches) useRules(state);
        if (stretches.TrueForAll(s => s.State.Alarms.Rules!.Rules.Length == 0)) return;
        var ranges = stretches.ConvertAll(s => new AssetRange(s.State.Id, Bound(s.First * BlockPages.PageMicros), Bound(s.To)));
        var lead = stretches.Max(s => s.State.Alarms.Rules!.MaxOffDelay);
        var states = await AlarmMemoryQuery.StatesAsync(store, ranges, cancellationToken);
        var events = await AlarmMemoryQuery.EventsAsync(store, ranges, TimeSpan.FromMicroseconds(lead), cancellationToken);
        foreach (var (state, first, _) in stretches)
        {
            state.Alarms.Load(
                first, states[state.Id].Select(r => (BlockPages.PageOf(r.EventTimeUnixMicros), r.State)), events[state.Id]);
            if (!state.Loaded) state.Alarms.Arrival.Restore(events[state.Id], state.KnownAtUnixMicros);
        }
    }

    private async Task LoadMinutesAsync(List<StoreRead> reads, CancellationToken cancellationToken)
    {
        var minutes = await ConditionMinutesQuery.RunAsync(store, reads.ConvertAll(RangeOf), cancellationToken);
        foreach (var read in reads)
            read.State.Minutes.Load(BlockPages.PageOf(read.From), BlockPages.PageOf(read.To), minutes[read.State.Id]);
    }

    private async Task LoadPagesAsync(List<StoreRead> reads, CancellationToken cancellationToken)
    {
        // Query first, then add the pages: an added page counts as complete, even after a failed query.
        var ranges = reads.ConvertAll(RangeOf);
        var blocks = await DescribedBlocksQuery.RunAsync(store, ranges, cancellationToken);
        var assessments = await AssessedBlocksQuery.RunAsync(store, ranges, cancellationToken);
        var pages = new Dictionary<(string Asset, long Page), (AssetState State, BlockPage Page)>();
        foreach (var read in reads)
            for (var number = BlockPages.PageOf(read.From); number <= BlockPages.PageOf(read.To); number++)
                if (read.State.Blocks.AddUnread(number) is { } page) pages[(read.State.Id, number)] = (read.State, page);
        var entries = new Dictionary<(string Asset, long Time), BlockEntry>();
        foreach (var (asset, block) in blocks)
        {
            var time = block.EventTimeUnixMicros;
            if (!pages.TryGetValue((asset, BlockPages.PageOf(time)), out var of)) continue; // already in memory, where it is newer
            var entry = entries[(asset, time)] = of.State.Blocks.AddRead(of.Page, time);
            StoredBlocks.Fill(entry, block);
            entry.Summary = ChannelSummary.Fingerprint(entry.Statistics);
        }
        foreach (var (asset, block) in assessments)
            if (entries.TryGetValue((asset, block.EventTimeUnixMicros), out var entry)) entry.Assessment = StoredBlocks.AssessmentOf(block);
    }

    private async Task LoadTimesAsync(List<StoreRead> reads, CancellationToken cancellationToken)
    {
        var times = await ReadingTimesQuery.RunAsync(store, reads.ConvertAll(RangeOf), cancellationToken);
        foreach (var read in reads) read.State.StoredEventTimes.Load(read.From, read.To, times[read.State.Id]);
    }

    private async Task LoadCellsAsync(List<StoreRead> reads, CancellationToken cancellationToken)
    {
        var stored = await ReadingsQuery.RunAsync(store, reads.ConvertAll(RangeOf), cancellationToken);
        var cells = new Dictionary<(string Asset, long Cell), (AssetState State, BlockEntry Entry, SortedList<long, float[]> Readings)>();
        var found = new List<BlockEntry>();
        foreach (var read in reads)
        {
            found.Clear();
            read.State.Blocks.Collect(read.From, read.To, found);
            foreach (var cell in found)
                if (cell.Readings is null) cells[(read.State.Id, cell.EventTimeUnixMicros)] = (read.State, cell, []);
        }
        foreach (var row in stored)
        {
            if (!cells.TryGetValue((row.Asset, BlockGrid.CellOf(row.EventTimeUnixMicros)), out var cell)) continue;
            if (!cell.Readings.TryAdd(row.EventTimeUnixMicros, row.Channels))
                BlockPages.Merge(row.Channels, cell.Readings[row.EventTimeUnixMicros]);
        }
        foreach (var (state, entry, readings) in cells.Values) state.Blocks.SetReadings(entry, readings);
    }

    private static AssetRange RangeOf(StoreRead read) => new(read.State.Id, Bound(read.From), Bound(read.To));

    // Bounds may be open: they are clamped to what a DateTime can represent.
    private static DateTime Bound(long unixMicros) =>
        UnixMicros.ToUtc(Math.Clamp(unixMicros, -62_000_000_000_000_000, EndOfTime));
}
