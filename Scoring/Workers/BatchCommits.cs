using Maintenance.Core.Feed;
using Maintenance.Scoring.Offsets;
using Maintenance.Scoring.Shadow;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// The rows of a worker on their way into the store: one set is filled while the other commits, so memory is bounded by twice
/// <see cref="ScoringOptions.MaxBatchReadings"/>.
/// <para>Failure strategy: a commit that failed is told by whatever waits for it next; the worker ends, and a new one computes its rows
/// again.</para>
/// <para>Threading: one worker. Whoever asks for the position may do so from any thread.</para>
/// </summary>
/// <param name="committer">Commits with the offset.</param>
/// <param name="feed">Whoever watches live.</param>
/// <param name="options">Pace.</param>
/// <param name="clock">Clock of pace and traces.</param>
internal sealed class BatchCommits(OffsetCommitter committer, LiveFeed feed, ScoringOptions options, TimeProvider clock)
{
    /// <summary>How long the store may wait for a worker that is behind to fill its batch.</summary>
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
    /// True when the next records should join the set that is being filled: a store that is still busy gets more at once, and a worker
    /// that is behind hands over full batches, as a transaction of whole row groups is written once, any other again at a checkpoint.
    /// </summary>
    public bool ShouldFill(bool hasMore) => !_commit.IsCompleted || (hasMore && clock.GetElapsedTime(_ended) < MaxFill);

    /// <summary>True when a set with so many more readings would be more than a full batch, and open another row group.</summary>
    public bool IsFull(int further) => Filling.Readings.RowCount + further > options.MaxBatchReadings;

    /// <summary>Starts the commit of what is filled, after the one before it is done.</summary>
    /// <param name="next">The store's offset after it.</param>
    /// <param name="shift">From the log's offsets to the store's.</param>
    /// <param name="shadow">Whose tallies are written with it.</param>
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

    /// <summary>Waits for the commit that runs, and throws if it failed.</summary>
    public Task FinishAsync() => _commit;

    /// <summary>Waits for the commit that runs, whatever becomes of it.</summary>
    public Task SettleAsync() => Task.WhenAny(_commit);

    /// <summary>Small commits are spaced, so that a light load does not become thousands of tiny transactions.</summary>
    public async Task PaceAsync(CancellationToken cancellationToken)
    {
        if (_committedRows >= options.MaxBatchReadings / 2) return;
        var rest = options.CommitInterval - clock.GetElapsedTime(_started);
        if (rest > TimeSpan.Zero) await Task.Delay(rest, clock, cancellationToken);
    }

    /// <summary>Tells those who wait that everything before an offset of the log is committed.</summary>
    public void MoveTo(long position)
    {
        Volatile.Write(ref _position, position);
        Interlocked.Exchange(ref _moved, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    /// <summary>Completes when everything before an offset is committed; also when it already is.</summary>
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
        rows.Clear();
    }
}
