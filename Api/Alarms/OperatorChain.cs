using Maintenance.Core.Alarms;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;

namespace Maintenance.Api.Alarms;

/// <summary>
/// Appends to the chain of operator actions: each commit moves the offset <see cref="OffsetKey.OperatorActions"/> from the last sequence to
/// its own, so that of two at once, in one process or in several, one wins and the other checks again. Threading: any.
/// </summary>
public sealed class OperatorChain(IConditionStore store, TimeProvider clock) : IDisposable
{
    private const int Attempts = 20;
    private readonly SemaphoreSlim _committing = new(1, 1);
    private Head? _head;

    /// <summary>The last action of the chain, as this process knows it.</summary>
    private sealed record Head(long? Offset, string Hash, long AtUnixMicros)
    {
        public long Sequence => Offset ?? 0;
    }

    /// <summary>Commits what <paramref name="prepare"/> answers.</summary>
    /// <param name="prepare">
    /// Checks and answers what to commit at the time given, null for nothing; called again when somebody else acted meanwhile. The sequence
    /// is that of the last action: all up to it are in the store.
    /// </param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>Rows as they stand in the chain; empty when nothing was committed.</returns>
    /// <exception cref="StoreException">Nothing was committed; or, if its outcome is unknown, the store does not say.</exception>
    public async Task<IReadOnlyList<OperatorActionRow>> CommitAsync(
        Func<long, long, CancellationToken, Task<ActionCommit?>> prepare, CancellationToken cancellationToken)
    {
        await _committing.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var head = _head ??= await ReadHeadAsync(cancellationToken);
                // Not before the last action, whose process may have a clock that runs ahead: the order of time is that of the sequence.
                var at = Math.Max(UnixMicros.Now(clock), head.AtUnixMicros);
                if (await prepare(head.Sequence, at, cancellationToken) is not { Actions.Count: > 0 } commit) return [];
                var rows = Rows(commit.Actions, head, at);
                try
                {
                    await AppendAsync(commit, rows, head);
                    _head = new Head(rows[^1].Sequence, rows[^1].Hash, rows[^1].EventTimeUnixMicros);
                    return rows;
                }
                catch (OffsetConflictException) when (attempt < Attempts)
                {
                    _head = null;
                }
                catch
                {
                    _head = null;
                    throw;
                }
            }
        }
        finally
        {
            _committing.Release();
        }
    }

    public void Dispose() => _committing.Dispose();

    private async Task AppendAsync(ActionCommit commit, OperatorActionRow[] rows, Head head)
    {
        var batch = TableBatch.Of<OperatorActionRow>(rows);
        var move = new OffsetMove(OffsetKey.OperatorActions, head.Offset, rows[^1].Sequence);
        try
        {
            // Not cancelled: whoever asked must learn what became of it.
            await store.CommitAsync(new StoreCommit { Batches = [.. commit.Batches, batch], Offset = move }, CancellationToken.None);
        }
        catch (StoreException error) when (error.OutcomeUnknown)
        {
            var found = await OperatorActionsQuery.AfterAsync(store, head.Sequence, 1, CancellationToken.None);
            if (found.Count == 0) throw new StoreException($"Nothing was committed: {error.Message}", isTransient: true, inner: error);
            if (found[0].Hash != rows[0].Hash) throw new OffsetConflictException(move, found[0].Sequence);
        }
    }

    private static OperatorActionRow[] Rows(IReadOnlyList<OperatorAction> actions, Head head, long at)
    {
        var rows = new OperatorActionRow[actions.Count];
        var hash = head.Hash;
        for (var i = 0; i < rows.Length; i++)
        {
            var action = actions[i];
            var row = new OperatorActionRow
            {
                Sequence = head.Sequence + 1 + i,
                EventTimeUnixMicros = at,
                Actor = action.Actor,
                Action = action.Action,
                Asset = action.Asset,
                Rule = action.Rule,
                OccurrenceUnixMicros = action.OccurrenceUnixMicros,
                Priority = action.Priority,
                UntilUnixMicros = action.UntilUnixMicros,
                Text = action.Text,
                Detail = action.Detail,
                RequestKey = action.RequestKey,
                PreviousHash = hash,
                Hash = "",
            };
            rows[i] = row with { Hash = hash = OperatorActionHash.Of(row) };
        }
        return rows;
    }

    private async Task<Head> ReadHeadAsync(CancellationToken cancellationToken)
    {
        if (await store.ReadOffsetAsync(OffsetKey.OperatorActions, cancellationToken) is not { } offset)
            return new Head(Offset: null, OperatorActionHash.First, AtUnixMicros: 0);
        var last = await OperatorActionsQuery.AfterAsync(store, offset - 1, 1, cancellationToken);
        if (last.Count == 0 && offset > 0)
            throw new StoreException($"Operator action {offset} is missing from the store, although it was committed. Run maintenance "
                + "verify --audit, and restore a backup.");
        return last.Count == 0 ? new Head(offset, OperatorActionHash.First, AtUnixMicros: 0)
            : new Head(last[0].Sequence, last[0].Hash, last[0].EventTimeUnixMicros);
    }
}
