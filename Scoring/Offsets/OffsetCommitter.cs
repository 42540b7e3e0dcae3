using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Microsoft.Extensions.Logging;
using Polly;

namespace Maintenance.Scoring.Offsets;

/// <summary>
/// Commits batches with their offset, one after the other. A commit whose outcome is unknown is never repeated blindly: the offset in the
/// store decides. Threading: one worker; at most one commit runs.
/// </summary>
internal sealed partial class OffsetCommitter
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    private readonly IConditionStore _store;
    private readonly OffsetKey _key;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline _retries;

    // Which log the offsets are of: written with the first commit, where the store does not say so yet.
    private TableBatch? _identity;

    public OffsetCommitter(IConditionStore store, OffsetKey key, TimeProvider clock, ILogger logger)
    {
        (_store, _key, _clock) = (store, key, clock);
        _retries = Retries.Forever(
            FirstPause, e => e is StoreException { IsTransient: true } or StoreException { OutcomeUnknown: true },
            (e, pause, attempts) => LogRetry(logger, e, key.Topic, key.Partition, attempts, pause.TotalMilliseconds), clock);
    }

    /// <summary>Offset in the store, as far as this worker knows; null before the first commit.</summary>
    public long? Committed { get; private set; }

    /// <summary>Finds where to begin.</summary>
    /// <exception cref="LogException">The log does not answer.</exception>
    public async Task<ReaderPlace> FindPlaceAsync(ITelemetryLog log, CancellationToken cancellationToken)
    {
        var place = await ReaderPlace.FindAsync(_store, log, _key, cancellationToken);
        Committed = place.Stored;
        if (place.IsCut && place.Span.CutAt is null)
            await _store.CommitAsync(new StoreCommit { Batches = [Identity(place.Span with { CutAt = place.End })] }, cancellationToken);
        if (!place.IsNews || place.Problem is not null) return place;
        var identity = Identity(place.Span with { Lineage = place.Lineage });
        // A store of an older build learns at once which log its offset is of, for there may be no commit before the log is lost.
        if (place.Stored is not null && !place.Span.Lineage.IsKnown)
            await _store.CommitAsync(new StoreCommit { Batches = [identity] }, cancellationToken);
        else _identity = identity;
        return place;
    }

    private TableBatch<LogIdentityRow> Identity(OffsetSpan span) => TableBatch.Of(OffsetSpans.RowOf(_key, span, UnixMicros.Now(_clock)));

    /// <summary>Commits; returns when it is durable.</summary>
    /// <exception cref="OffsetConflictException">Another worker owns the partition.</exception>
    /// <exception cref="StoreException">The store cannot go on.</exception>
    public async Task CommitAsync(IReadOnlyList<TableBatch> batches, long next, CancellationToken cancellationToken)
    {
        var commit = new StoreCommit
        {
            Batches = _identity is null
            ? batches : [.. batches, _identity], Offset = new OffsetMove(_key, Committed, next)
        };
        var tried = false;
        await _retries.ExecuteAsync(
            async token =>
            {
                // An attempt before may have been written. A foreign offset makes the compare-and-set throw.
                if (tried && await _store.ReadOffsetAsync(_key, token) == next) return;
                tried = true;
                await _store.CommitAsync(commit, token);
            },
            cancellationToken);
        Committed = next;
        _identity = null;
    }

    [LoggerMessage(3001, LogLevel.Warning, "Commit of {Topic}/{Partition} failed for now, attempt {Attempt}; the stored offset decides, "
        + "next try in {Pause} ms")]
    private static partial void LogRetry(ILogger logger, Exception exception, string topic, int partition, int attempt, double pause);
}
