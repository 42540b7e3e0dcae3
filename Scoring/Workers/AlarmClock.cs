using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Scoring.Blocks;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Judges what does not come with a record: silence, the end of delays, changed rules, and after a restart the alarms of drills that have
/// been silent since. Threading: one worker.
/// </summary>
/// <param name="processor">Judges.</param>
/// <param name="reads">Reads back.</param>
/// <param name="store">Knows the partition's assets.</param>
/// <param name="partition">Partition.</param>
/// <param name="clock">Shows silence.</param>
internal sealed class AlarmClock(RecordProcessor processor, StoreReads reads, IConditionStore store, int partition, TimeProvider clock)
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Silent drills that are read back at a time: records that come meanwhile wait no longer than that takes.</summary>
    private const int MaxAssets = 200;

    /// <summary>While records come, drills that sent something in this time take changed rules by themselves, µs.</summary>
    private const long Silent = 5 * UnixMicros.PerSecond;

    private long _ticked = clock.GetTimestamp();
    private Queue<string>? _unseen;

    /// <summary>True when it is time to look.</summary>
    public bool IsDue => clock.GetElapsedTime(_ticked) >= Interval;

    /// <summary>True when looking takes reads, before which everything must be committed.</summary>
    public bool NeedsReads => (processor.Rules.For(null).Count > 0 && _unseen is not { Count: 0 }) || processor.WithOldRules(Busy).Any();

    // Everything that was received before the last record is processed, whatever waits in the log.
    private long Busy => Math.Min(UnixMicros.Now(clock), processor.ReceivedUnixMicros) - Silent;

    /// <summary>Looks when all records are processed. Everything before must be committed.</summary>
    /// <param name="offset">Last record processed.</param>
    /// <param name="rows">Receives the rows.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task TickAsync(long offset, RowBatches rows, CancellationToken cancellationToken) =>
        TickAsync(offset, rows, UnixMicros.Now(clock), long.MaxValue, cancellationToken);

    /// <summary>Looks while records come: it is as late as the last one was received. What <see cref="NeedsReads"/> says holds.</summary>
    public Task TickBusyAsync(long offset, RowBatches rows, CancellationToken cancellationToken) =>
        TickAsync(offset, rows, Busy + Silent, Busy, cancellationToken);

    private async Task TickAsync(long offset, RowBatches rows, long now, long heardBefore, CancellationToken cancellationToken)
    {
        _ticked = clock.GetTimestamp();
        if (processor.Rules.For(null).Count > 0) await ReadUnseenAsync(offset, rows, cancellationToken);
        var old = processor.WithOldRules(heardBefore);
        foreach (var state in (heardBefore == long.MaxValue ? old : old.Take(MaxAssets)).ToList())
            await AdvanceAsync(state, offset, rows, cancellationToken);
        processor.Tick(now, offset, rows);
    }

    private async Task ReadUnseenAsync(long offset, RowBatches rows, CancellationToken cancellationToken)
    {
        _unseen ??= new(await KnownAssetsQuery.OfPartitionAsync(store, partition, cancellationToken));
        var states = new List<AssetState>();
        while (states.Count < MaxAssets && _unseen.TryDequeue(out var asset))
            if (processor.Unseen(asset) is { } state) states.Add(state);
        if (states.Count == 0) return;
        await reads.LoadAsync([.. states.Select(s => new StoreRead(StoreReadKind.Asset, s, 0, 0))], cancellationToken);
        states.RemoveAll(s => s.PresentUnixMicros == long.MinValue);
        // The minute of the last block, and the one before.
        await reads.LoadAsync([.. states.Select(s => BlockPages.PageOf(s.PresentUnixMicros) is var minute ? new StoreRead(
            StoreReadKind.Pages, s, (minute - 1) * BlockPages.PageMicros, ((minute + 1) * BlockPages.PageMicros) - 1) : null!)],
            cancellationToken);
        foreach (var state in states) await AdvanceAsync(state, offset, rows, cancellationToken);
    }

    private async Task AdvanceAsync(AssetState state, long offset, RowBatches rows, CancellationToken cancellationToken)
    {
        while (processor.TryAdvance(state, offset, rows) is { } needed) await reads.LoadAsync([needed], cancellationToken);
    }
}
