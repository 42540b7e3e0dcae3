using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Microsoft.Extensions.Logging;
using Polly;

namespace Maintenance.Scoring.Offsets;

/// <summary>
/// Commits batches together with their offset, one at a time. A commit whose outcome is unknown is never repeated blindly: the offset in
/// the store decides. Threading: one worker; at most one commit runs.
/// </summary>
internal sealed partial class OffsetCommitter
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    private readonly IConditionStore _store;
    private readonly OffsetKey _key;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline _retries;

    private string? _trouble;

    // The identity of the log that the offsets belong to: written with the first commit when the store does not have it yet.
    private TableBatch? _identity;

    public OffsetCommitter(IConditionStore store, OffsetKey key, TimeProvider clock, ILogger logger)
    {
        (_store, _key, _clock) = (store, key, clock);
        _retries = Retries.Forever(
            FirstPause, e => e is StoreException { IsTransient: true } or StoreException { OutcomeUnknown: true },
            (e, pause, attempts) =>
            {
                Trouble = e.Message;
                LogRetry(logger, e, key.Topic, key.Partition, attempts, pause.TotalMilliseconds);
            }, clock);
    }

    /// <summary>Offset in the store, as far as this worker knows; null before the first commit.</summary>
    public long? Committed { get; private set; }

    /// <summary>Why the running commit failed and is being retried; null otherwise. Any thread may read it.</summary>
    public string? Trouble { get => Volatile.Read(ref _trouble); private set => Volatile.Write(ref _trouble, value); }

    /// <summary>Finds the position to start from.</summary>
    /// <exception cref="LogException">The log does not answer.</exception>
    public async Task<ReaderPosition> FindPositionAsync(ITelemetryLog log, CancellationToken cancellationToken)
    {
        var position = await ReaderPosition.FindAsync(_store, log, _key, cancellationToken);
        Committed = position.Stored;
        if (position.IsCut && position.Span.CutAt is null)
            await _store.CommitAsync(new StoreCommit { Batches = [Identity(position.Span with { CutAt = position.End })] },
                cancellationToken);
        if (!position.IsNewLineage || position.Problem is not null) return position;
        var identity = Identity(position.Span with { Lineage = position.Lineage });
        // A store written by an older build gets the log's identity at once, for the log may be lost before the next commit.
        if (position.Stored is not null && !position.Span.Lineage.IsKnown)
            await _store.CommitAsync(new StoreCommit { Batches = [identity] }, cancellationToken);
        else _identity = identity;
        return position;
    }

    private TableBatch<LogIdentityRow> Identity(OffsetSpan span) => TableBatch.Of(OffsetSpans.RowOf(_key, span, UnixMicros.Now(_clock)));

    /// <summary>Commits; completes when the commit is durable.</summary>
    /// <exception cref="OffsetConflictException">Another worker owns the partition.</exception>
    /// <exception cref="StoreException">The store failed permanently.</exception>
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
                // Rows that only the clock made move no offset: then nothing tells whether an attempt has succeeded.
                if (next == Committed)
                {
                    await CommitUnmovedAsync(commit, token);
                    return;
                }
                // An earlier attempt may have succeeded. An offset from another worker makes the compare-and-set throw.
                if (tried && await _store.ReadOffsetAsync(_key, token) == next) return;
                tried = true;
                await _store.CommitAsync(commit, token);
            },
            cancellationToken);
        (Committed, Trouble) = (next, null);
        _identity = null;
    }

    // The worker ends and reads back what is there.
    private async Task CommitUnmovedAsync(StoreCommit commit, CancellationToken cancellationToken)
    {
        try
        {
            await _store.CommitAsync(commit, cancellationToken);
        }
        catch (StoreException error) when (error.OutcomeUnknown)
        {
            throw new StoreException("The outcome of a commit that moves no offset is unknown: the worker starts again and reads what "
                + "is stored.", inner: error);
        }
    }

    [LoggerMessage(3001, LogLevel.Warning, "Commit of {Topic}/{Partition} failed, attempt {Attempt}; retrying in {Pause} ms unless the "
        + "stored offset shows that it succeeded")]
    private static partial void LogRetry(ILogger logger, Exception exception, string topic, int partition, int attempt, double pause);
}
