using Maintenance.Core.Feed;
using Maintenance.Scoring.Offsets;
using Maintenance.Scoring.Shadow;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Commits a worker's rows, double-buffered: one set is filled while the other commits, so memory is bounded by twice
/// <see cref="ScoringOptions.MaxBatchReadings"/>.
/// <para>Failure strategy: a failed commit throws from the next call that waits for it; the worker ends, and a new one recomputes the
/// rows.</para>
/// <para>Threading: one worker; the position may be read from any thread.</para>
/// </summary>
/// <param name="committer">Commits with the offset.</param>
/// <param name="feed">Live feed, published to after each commit.</param>
/// <param name="options">Batch size and commit interval.</param>
/// <param name="clock">Clock for pacing and traces.</param>
internal sealed class BatchCommits(OffsetCommitter committer, LiveFeed feed, ScoringOptions options, TimeProvider clock)
{
    /// <summary>Longest time that a worker that is behind may spend filling a batch while the store is idle.</summary>
    private static readonly TimeSpan MaxFill = TimeSpan.FromMilliseconds(250);

    private RowBatches _committing = new();
    private Task _commit = Task.CompletedTask;
    private long _started;
    private long _ended;
    private int _committedRows;
    private long _position = -1;
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The set to fill.</summary>
    public RowBatches Filling { get; private set; } = new();

    /// <summary>The log's offset through which everything is committed; −1 before it is known.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>
    /// True when the next records should join the current set: while the store is busy the batch grows, and a worker that is behind commits
    /// full batches, since a transaction of whole row groups is written once, any other again at a checkpoint.
    /// </summary>
    public bool ShouldFill(bool hasMore) => !_commit.IsCompleted || (hasMore && clock.GetElapsedTime(_ended) < MaxFill);

    /// <summary>True when this many more readings would exceed a full batch and start another row group.</summary>
    public bool IsFull(int further) => Filling.Readings.RowCount + further > options.MaxBatchReadings;

    /// <summary>Starts to commit the filled set once the previous commit is done.</summary>
    /// <param name="next">The stored offset after the commit.</param>
    /// <param name="shift">Added to the log's offsets to give the store's.</param>
    /// <param name="shadow">Shadow comparison whose statistics are committed too; null without one.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task StartAsync(long next, long shift, ShadowComparison? shadow, CancellationToken cancellationToken)
    {
        await _commit;
        if (Filling.IsEmpty) return;
        (Filling, _committing) = (_committing, Filling);
        _committing.Seal(shadow);
        _committedRows = _committing.Readings.RowCount;
        _started = clock.GetTimestamp();
        _commit = CommitAsync(_committing, next, shift, cancellationToken);
    }

    /// <summary>Waits for the running commit; throws if it failed.</summary>
    public Task FinishAsync() => _commit;

    /// <summary>Waits for the running commit, whether it succeeds or fails.</summary>
    public Task SettleAsync() => Task.WhenAny(_commit);

    /// <summary>Spaces small commits, so that a light load does not become thousands of tiny transactions.</summary>
    public async Task PaceAsync(CancellationToken cancellationToken)
    {
        if (_committedRows >= options.MaxBatchReadings / 2) return;
        var rest = options.CommitInterval - clock.GetElapsedTime(_started);
        if (rest > TimeSpan.Zero) await Task.Delay(rest, clock, cancellationToken);
    }

    /// <summary>Notifies waiters that everything before an offset of the log is committed.</summary>
    public void MoveTo(long position)
    {
        Volatile.Write(ref _position, position);
        Interlocked.Exchange(ref _moved, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    /// <summary>Completes once everything before an offset of the log is committed.</summary>
    public async Task WaitForPositionAsync(long offset, CancellationToken cancellationToken)
    {
        while (true)
        {
            var moved = Volatile.Read(ref _moved).Task;
            if (Position >= offset) return;
            await moved.WaitAsync(cancellationToken);
        }
    }

    private async Task CommitAsync(RowBatches rows, long next, long shift, CancellationToken cancellationToken)
    {
        var started = clock.GetUtcNow();
        await committer.CommitAsync(rows.All, next, cancellationToken);
        _ended = clock.GetTimestamp();
        MoveTo(next - shift);
        ScoringTraces.Committed(rows.Traces, started, clock.GetUtcNow());
        if (rows.Updates.Count > 0) feed.Publish([.. rows.Updates]);
        if (rows.AlarmRows.Count > 0) feed.PublishAlarms([.. rows.AlarmRows]);
        rows.Clear();
    }
}
