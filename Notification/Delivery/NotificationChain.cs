using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Notification.Planning;
using Maintenance.Queries;

namespace Maintenance.Notification.Delivery;

/// <summary>
/// The rows of the store and what is known of them. Each commit moves one offset from the number last known to the next: a process that
/// does not know the newest rows writes none, so that nothing is claimed twice. Threading: one owner.
/// </summary>
internal sealed class NotificationChain(IConditionStore store, TimeProvider clock)
{
    private static readonly OffsetKey Key = new("notifier", NotificationRow.Table.Name, 0);
    private long? _number;
    private bool _isKnown;

    /// <summary>What is known.</summary>
    public NotificationLog Log { get; private set; } = new([]);

    /// <summary>Adds rows beside the process that sends, which reads them at its next round.</summary>
    /// <exception cref="StoreException">Nothing was written, or nobody knows.</exception>
    public static async Task AppendAsync(IConditionStore store, IReadOnlyList<NotificationRow> rows, CancellationToken cancellationToken)
    {
        while (true)
        {
            var number = await store.ReadOffsetAsync(Key, cancellationToken);
            try
            {
                await store.CommitAsync(new StoreCommit
                {
                    Batches = [TableBatch.Of<NotificationRow>([.. rows])], Offset = new OffsetMove(Key, number, (number ?? 0) + 1),
                }, cancellationToken);
                return;
            }
            catch (OffsetConflictException)
            {
                // The process that sends wrote in between.
            }
        }
    }

    /// <summary>Reads the rows again when somebody else wrote.</summary>
    /// <returns>True when they were read; false when what is known is the newest.</returns>
    /// <exception cref="StoreException">The store did not answer.</exception>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        var number = await store.ReadOffsetAsync(Key, cancellationToken);
        if (_isKnown && number == _number) return false;
        // Read after the number: rows that are newer than it make the next commit fail, and this is done again.
        var since = UnixMicros.ToUtc(UnixMicros.Now(clock) - NotificationLog.KeptMicros);
        var rows = await NotificationMemoryQuery.RunAsync(store, since, cancellationToken);
        (Log, _number, _isKnown) = (new NotificationLog(rows), number, true);
        return true;
    }

    /// <summary>Writes rows; false when somebody else wrote meanwhile, and nothing was written.</summary>
    /// <exception cref="StoreException">Nothing was written, or nobody knows.</exception>
    public async Task<bool> CommitAsync(IReadOnlyList<NotificationRow> rows, CancellationToken cancellationToken)
    {
        var next = (_number ?? 0) + 1;
        _isKnown = false; // unless the store says that it is written
        try
        {
            await store.CommitAsync(
                new StoreCommit { Batches = [TableBatch.Of<NotificationRow>([.. rows])], Offset = new OffsetMove(Key, _number, next) },
                cancellationToken);
        }
        catch (OffsetConflictException)
        {
            return false;
        }
        (_number, _isKnown) = (next, true);
        foreach (var row in rows) Log.Put(row);
        return true;
    }
}
