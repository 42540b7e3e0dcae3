using System.Diagnostics;
using System.Threading.Channels;
using Maintenance.Core.Ports;
using Microsoft.Extensions.Logging;
using Polly;

namespace Maintenance.Store.Sql.MySql;

/// <summary>
/// Writes the commits of its partitions one after the other, on a session of its own.
/// <para>Failure strategy: a transaction the server has rolled back for another's sake (deadlock, lost certification), and one whose
/// connection was lost before COMMIT was sent, did not happen and is written again, on any server that answers, until
/// <see cref="MySqlWireOptions.RetryTimeout"/> is over. When COMMIT gets no answer the outcome is unknown, and the offset row decides:
/// writing again compares it first, so of both attempts one can win; an offset found where this commit moves it means that the first one
/// did. A commit without an offset that only writes tables with a key is written again too: once or twice, its rows are the same (of two
/// writers of a key at the same time the last one wins, as ever). Any other commit without an offset has nothing that could decide: the
/// caller is told that its outcome is unknown. Everything else is told at once.</para>
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
    /// Waits for the commit. Cancellation takes it back while it waits; once started, it is waited for, because its batches are being read.
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

    /// <summary>Ends after all waiting commits are done, or have failed once: without servers they are not tried for long.</summary>
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
                // The loop's top: whatever it is, the caller is told and the lane goes on.
                MySqlLogMessages.CommitFailed(_logger, error, item.Rows);
                item.Fail(error as StoreException ?? new StoreException($"Nothing was written: {error.Message}", inner: error));
            }
        }
    }

    private async Task WriteAsync(CommitItem item)
    {
        var started = _clock.GetTimestamp();
        var isOpen = false; // an earlier attempt sent COMMIT and got no answer
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

    // By the offset row, or because its rows replace themselves.
    private static bool IsSettledByRepeating(StoreCommit commit) =>
        commit.Offset is { } move ? move.Next != move.Expected : commit.Batches.All(b => b.Schema.IsUpsert);

    /// <summary>Writes the commit once.</summary>
    /// <returns>Null when it is stored; otherwise why not.</returns>
    private async Task<StoreException?> AttemptAsync(StoreCommit commit, bool isOpen)
    {
        CommitTransaction? transaction = null;
        try
        {
            if (_session is not null && _factory.IsSuperseded(_session)) await CloseAsync();
            _session ??= await _factory.OpenAsync(sees: false, CancellationToken.None);
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
                return new StoreException($"The commit got no answer: {error.Message} Read the offset to learn whether it happened.",
                    isTransient: true, outcomeUnknown: true, error);
            return new StoreException($"Nothing was written: {error.Message}", WireErrors.IsTransient(error), inner: error);
        }
    }

    // The server that compared may lag behind another that had acknowledged the commit before this one: ask for what the whole cluster has
    // committed.
    private async Task<StoreException?> SettleAsync(OffsetMove move, bool isOpen)
    {
        long? found;
        try
        {
            await using var session = await _factory.OpenAsync(sees: true, CancellationToken.None);
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
                // A session that cannot roll back is closed, which rolls back too; the first error is the one to tell.
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

    /// <summary>How an attempt ended; without an error it is stored.</summary>
    private readonly record struct Attempt(StoreException? Error, bool IsRepeated);
}
