using System.Diagnostics;
using System.Threading.Channels;
using Maintenance.Core.Ports;
using Maintenance.Store.Sql.DuckDb.Native;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>
/// The only writer of the file: one thread that takes all waiting commits, up to a row limit, and writes them as one transaction.
/// <para>Failure strategy: a failed transaction is rolled back as a whole; its commits are then written one by one, so that a bad one fails
/// alone. After a fatal error of the engine every later commit is refused.</para>
/// <para>Threading: <see cref="CommitAsync"/> and <see cref="RunAsync"/> from any thread; the connection belongs to the writer's
/// thread.</para>
/// </summary>
internal sealed class CommitWriter : IAsyncDisposable
{
    // A new query may take the memory again before the retry; then the caller gets the error and retries with its own backoff.
    private const int MaxMemoryAttempts = 3;

    // A transaction this large is bulk: waiting for other commits to join it pays off.
    private const int BulkRows = 8192;

    private static readonly TimeSpan MaxLinger = TimeSpan.FromMilliseconds(50);

    private readonly HashSet<OffsetKey> _expected = [];
    private readonly NativeConnection _connection;
    private readonly StoreErrors _errors;
    private readonly ILogger _logger;
    private readonly int _maxRows;
    private readonly Func<bool> _freeMemory;
    private readonly Channel<WorkItem> _waiting;
    private readonly CommitTransaction _transaction;
    private readonly Thread _thread;
    private Task<bool>? _pendingWait;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts the writer.</summary>
    /// <param name="connection">Owned by the writer from now on.</param>
    /// <param name="errors">Records a fatal error.</param>
    /// <param name="queueCapacity">Commits that may wait.</param>
    /// <param name="maxRowsPerTransaction">Rows at which no more commits join a transaction.</param>
    /// <param name="freeMemory">Called when the engine is out of memory; true if some was freed and the transaction may be tried
    /// again.</param>
    /// <param name="logger">Logger.</param>
    public CommitWriter(NativeConnection connection, StoreErrors errors, int queueCapacity, int maxRowsPerTransaction,
        Func<bool> freeMemory, ILogger logger)
    {
        (_connection, _errors, _logger, _maxRows, _freeMemory) = (connection, errors, logger, maxRowsPerTransaction, freeMemory);
        _transaction = new CommitTransaction(connection);
        _waiting = Channel.CreateBounded<WorkItem>(new BoundedChannelOptions(queueCapacity)
        {
            SingleReader = true, FullMode =
            BoundedChannelFullMode.Wait
        });
        _thread = new Thread(Loop) { Name = "store-writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>
    /// Waits for the commit. Cancellation withdraws it while queued; once started, it runs to completion, because its batches are being
    /// read.
    /// </summary>
    public async Task CommitAsync(CommitItem item, CancellationToken cancellationToken)
    {
        await EnqueueAsync(item, cancellationToken);
        await using var registration = WithdrawOn(item, cancellationToken);
        await item.Task;
    }

    /// <summary>Runs other work between transactions.</summary>
    public async Task<long> RunAsync(Func<NativeConnection, long> job, CancellationToken cancellationToken)
    {
        var item = new JobItem(job);
        await EnqueueAsync(item, cancellationToken);
        await using var registration = WithdrawOn(item, cancellationToken);
        return await item.Task;
    }

    /// <summary>Stops after all queued work is done.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _ended.Task;
        _transaction.Dispose();
        _connection.Dispose();
    }

    private static CancellationTokenRegistration WithdrawOn(WorkItem item, CancellationToken cancellationToken) =>
        cancellationToken.Register(
        static (state, token) =>
        {
            var waiting = (WorkItem)state!;
            if (waiting.TryWithdraw()) waiting.Fail(new OperationCanceledException(token));
        },
        item);

    private async ValueTask EnqueueAsync(WorkItem item, CancellationToken cancellationToken)
    {
        try
        {
            await _waiting.Writer.WriteAsync(item, cancellationToken);
        }
        catch (ChannelClosedException error)
        {
            throw new StoreException("The store is closed.", inner: error);
        }
    }

    // A native commit blocks for milliseconds (fsync): a dedicated thread keeps that out of the pool.
    private void Loop()
    {
        WriterPriority.Lower();
        var group = new List<CommitItem>();
        while (WaitForWork())
            while (_waiting.Reader.TryRead(out var item))
            {
                if (!item.TryStart()) continue;
                if (item is JobItem job) RunJob(job);
                else CommitGroup(group, (CommitItem)item);
            }
        _ended.SetResult();
    }

    private bool WaitForWork(TimeSpan? longest = null)
    {
        _pendingWait ??= _waiting.Reader.WaitToReadAsync().AsTask();
        if (longest is { } limit && Task.WaitAny([_pendingWait], limit > TimeSpan.Zero ? limit : TimeSpan.Zero) < 0) return false;
        var wait = _pendingWait;
        _pendingWait = null;
        return wait.GetAwaiter().GetResult();
    }

    private void CommitGroup(List<CommitItem> group, CommitItem first)
    {
        group.Clear();
        var rows = Join(group, first);
        var lingering = Stopwatch.GetTimestamp();
        while (true)
        {
            while (rows < _maxRows && _waiting.Reader.TryPeek(out var next) && next is CommitItem commit && _waiting.Reader.TryRead(out _))
                if (commit.TryStart()) rows += Join(group, commit);
            if (rows < BulkRows || FillsRowGroups(group) || _expected.Count == 0 || _waiting.Reader.TryPeek(out _)) break;
            if (!WaitForWork(MaxLinger - Stopwatch.GetElapsedTime(lingering))) break;
        }
        Expect(group);
        if (!TryCommit(group, rows) && group.Count > 1)
            foreach (var item in group) TryCommit([item], item.Rows);
    }

    // A transaction leaves its last row group partly filled. One that is half full or less is merged later, and so written twice
    // (Compaction).
    private static bool FillsRowGroups(List<CommitItem> group)
    {
        var rows = 0;
        foreach (var item in group) rows += item.BulkRows;
        return rows >= DuckDbFile.RowGroupRows
            && rows % DuckDbFile.RowGroupRows is (0 or > DuckDbFile.RowGroupRows / 2);
    }

    private int Join(List<CommitItem> group, CommitItem item)
    {
        group.Add(item);
        if (item.Commit.Offset is { } move) _expected.Remove(move.Key);
        return item.Rows;
    }

    // The callers in this transaction will soon be back with the next rows. Without waiting for them, a busy store would fall into
    // alternating groups of one caller and all others, and the one's rows would take the slow path through the log. A lone caller never
    // waits.
    private void Expect(List<CommitItem> group)
    {
        _expected.Clear();
        foreach (var item in group)
            if (item.Commit.Offset is { } move) _expected.Add(move.Key);
    }

    // Returns false if the group must be retried one by one.
    private bool TryCommit(List<CommitItem> group, int rows)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            _errors.ThrowIfBroken();
            WriteWithMemory(group);
            DuckDbLogMessages.Committed(_logger, group.Count, rows, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            foreach (var item in group) item.Complete();
            return true;
        }
        catch (StoreException error)
        {
            foreach (var item in group) item.Fail(error);
            return true;
        }
        catch (Exception error)
        {
            var reported = _errors.OfCommit(error, _transaction.IsCommitting);
            DuckDbLogMessages.CommitFailed(_logger, error, group.Count, rows);
            if (group.Count > 1 && !_errors.IsBroken) return false;
            foreach (var item in group) item.Fail(reported);
            return true;
        }
    }

    // Queries share the memory limit with the writer and may have used all of it. The transaction was rolled back, so it can be tried
    // again.
    private void WriteWithMemory(List<CommitItem> group)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                _transaction.Write(group);
                return;
            }
            catch (DuckDbException error) when (error.IsOutOfMemory && !error.InvalidatesDatabase && attempt <= MaxMemoryAttempts
                && _freeMemory())
            {
                DuckDbLogMessages.FreedMemory(_logger, error.Message);
            }
        }
    }

    private void RunJob(JobItem job)
    {
        try
        {
            _errors.ThrowIfBroken();
            job.Run(_connection);
        }
        catch (Exception error)
        {
            if (error is DuckDbException known) _errors.Remember(known);
            _transaction.Reset();
            job.Fail(error);
        }
    }
}
