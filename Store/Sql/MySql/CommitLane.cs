using System.Diagnostics;
using System.Threading.Channels;
using Maintenance.Core.Ports;
using Microsoft.Extensions.Logging;
using Polly;

namespace Maintenance.Store.Sql.MySql;

/// <summary>
/// Writes the commits of its partitions one after the other, on its own session.
/// <para>Failure strategy: a transaction the server rolled back because of another (deadlock, failed certification), and one whose
/// connection was lost before COMMIT was sent, were not committed and are retried, on any server that responds, until
/// <see cref="MySqlWireOptions.RetryTimeout"/> has elapsed. If COMMIT gets no response the outcome is unknown, and the offset row decides:
/// a retry compares it first, so only one of the two attempts can win; an offset already at this commit's target means that the first one
/// did. A commit without an offset that only writes keyed tables is also retried: written once or twice, its rows are the same (of two
/// concurrent writers of a key the last one wins, as always). For any other commit without an offset nothing decides: the
/// caller gets an error saying that the outcome is unknown. All other errors are reported at once.</para>
/// <para>Threading: <see cref="CommitAsync"/> from any thread; one loop.</para>
/// </summary>
internal sealed class CommitLane : IAsyncDisposable
{
    private readonly SessionFactory _factory;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly TimeSpan _retryTimeout;
    private readonly ResiliencePipeline<Attempt> _repeating;
    private readonly Channel<CommitItem> _waiting;
    private readonly Task _loop;
    private Session? _session;
    private volatile bool _isClosing;

    public CommitLane(SessionFactory factory, int queueCapacity, TimeSpan retryTimeout, TimeProvider clock, ILogger logger)
    {
        (_factory, _retryTimeout, _clock, _logger) = (factory, retryTimeout, clock, logger);
        _repeating = Backoff.While<Attempt>(attempt => attempt.Result.IsRepeated, int.MaxValue, clock);
        _waiting = Channel.CreateBounded<CommitItem>(new BoundedChannelOptions(queueCapacity)
        {
            SingleReader = true, FullMode =
            BoundedChannelFullMode.Wait
        });
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>
    /// Waits for the commit. Cancellation withdraws it while queued; once started, it runs to completion, because its batches are being
    /// read.
    /// </summary>
    public async Task CommitAsync(CommitItem item, CancellationToken cancellationToken)
    {
        try
        {
            await _waiting.Writer.WriteAsync(item, cancellationToken);
        }
        catch (ChannelClosedException error)
        {
            throw new StoreException("The store is closed.", inner: error);
        }
        await using var registration = cancellationToken.Register(() =>
        {
            if (item.TryTake()) item.Fail(new OperationCanceledException(cancellationToken));
        });
        await item.Task;
    }

    /// <summary>Stops after all queued commits are done or have failed once: without servers they are not retried for long.</summary>
    public async ValueTask DisposeAsync()
    {
        _isClosing = true;
        _waiting.Writer.TryComplete();
        await _loop;
        if (_session is not null) await _session.DisposeAsync();
    }

    private async Task LoopAsync()
    {
        await foreach (var item in _waiting.Reader.ReadAllAsync())
        {
            if (!item.TryTake()) continue;
            var started = Stopwatch.GetTimestamp();
            try
            {
                await WriteAsync(item);
                MySqlLogMessages.Committed(_logger, item.Rows, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                item.Complete();
            }
            catch (OffsetConflictException conflict)
            {
                item.Fail(conflict);
            }
            catch (Exception error)
            {
                // The loop's top: whatever the error, the caller gets it and the lane continues.
                MySqlLogMessages.CommitFailed(_logger, error, item.Rows);
                item.Fail(error as StoreException ?? new StoreException($"Nothing was written: {error.Message}", inner: error));
            }
        }
    }

    private async Task WriteAsync(CommitItem item)
    {
        var started = _clock.GetTimestamp();
        var isOpen = false; // an earlier attempt sent COMMIT and got no response
        var last = await _repeating.ExecuteAsync(async _ =>
        {
            var error = await AttemptAsync(item.Commit, isOpen);
            isOpen |= error is { OutcomeUnknown: true };
            var elapsed = _clock.GetElapsedTime(started);
            var isRepeated = error is { IsTransient: true } && (!isOpen || IsSettledByRepeating(item.Commit)) && !_isClosing
                && elapsed < _retryTimeout;
            if (isRepeated) MySqlLogMessages.Retried(_logger, item.Rows, (long)elapsed.TotalMilliseconds, error!.Message);
            return new Attempt(error, isRepeated);
        });
        if (last.Error is { } failure)
            throw isOpen && !failure.OutcomeUnknown
            ? new StoreException(failure.Message, failure.IsTransient, outcomeUnknown: true, failure) : failure;
    }

    // By the offset row, or because rewriting its rows is idempotent.
    private static bool IsSettledByRepeating(StoreCommit commit) =>
        commit.Offset is { } move ? move.Next != move.Expected : commit.Batches.All(b => b.Schema.IsUpsert);

    /// <summary>Writes the commit once.</summary>
    /// <returns>Null if it is stored; otherwise why not.</returns>
    private async Task<StoreException?> AttemptAsync(StoreCommit commit, bool isOpen)
    {
        CommitTransaction? transaction = null;
        try
        {
            if (_session is not null && _factory.IsSuperseded(_session)) await CloseAsync();
            _session ??= await _factory.OpenAsync(isCausal: false, CancellationToken.None);
            transaction = new CommitTransaction(_session);
            await transaction.WriteAsync(commit, CancellationToken.None);
            return null;
        }
        catch (StoreException error) when (transaction is null)
        {
            return error;
        }
        catch (OffsetConflictException)
        {
            await EndAsync(isLost: false);
            return await SettleAsync(commit.Offset!, isOpen);
        }
        catch (Exception error)
        {
            var isWire = WireErrors.IsWire(error);
            var isLost = isWire && WireErrors.IsConnectionLost(error);
            await EndAsync(isLost);
            if (!isWire) throw;
            if (transaction is { IsCommitting: true } && !WireErrors.IsRolledBack(error))
                return new StoreException($"The commit got no response: {error.Message} Read the offset to see whether it was written.",
                    isTransient: true, outcomeUnknown: true, error);
            return new StoreException($"Nothing was written: {error.Message}", WireErrors.IsTransient(error), inner: error);
        }
    }

    // The server that compared may lag behind another that acknowledged the previous commit: read what the whole cluster has
    // committed.
    private async Task<StoreException?> SettleAsync(OffsetMove move, bool isOpen)
    {
        long? found;
        try
        {
            await using var session = await _factory.OpenAsync(isCausal: true, CancellationToken.None);
            found = await CommitTransaction.FoundAsync(session, move.Key, CancellationToken.None);
        }
        catch (StoreException error)
        {
            return error;
        }
        catch (Exception error) when (WireErrors.IsWire(error))
        {
            return new StoreException($"Nothing was written: {error.Message}", isTransient: true, inner: error);
        }
        if (isOpen && found == move.Next) return null;
        if (found == move.Expected) return new StoreException("Nothing was written: the server lags behind the "
            + "cluster.", isTransient: true);
        throw new OffsetConflictException(move, found);
    }

    private async Task EndAsync(bool isLost)
    {
        var session = _session!;
        if (!isLost)
        {
            try
            {
                await session.ExecuteAsync("ROLLBACK", CancellationToken.None);
                return;
            }
            catch (Exception error) when (WireErrors.IsWire(error))
            {
                // A session that cannot roll back is closed, which rolls back too; the first error is the one to report.
            }
        }
        await CloseAsync();
    }

    private async Task CloseAsync()
    {
        var session = _session!;
        _session = null;
        await session.DisposeAsync();
    }

    /// <summary>Outcome of an attempt; stored if there is no error.</summary>
    private readonly record struct Attempt(StoreException? Error, bool IsRepeated);
}
