using Maintenance.Core.Ports;
using Maintenance.Core.Time;

namespace Maintenance.Notification.Delivery;

/// <summary>
/// Which of several processes sends: the one that moved the lease's offset, which holds the time until which it may, Unix µs. It moves
/// on while its holder lives; when it has passed, whoever moves it next takes over. Threading: one owner.
/// </summary>
internal sealed class NotifierLease(IConditionStore store, TimeSpan length, TimeProvider clock)
{
    private static readonly OffsetKey Key = new("notifier", "lease", 0);
    private long _until; // 0: not held

    /// <summary>True while this process may send.</summary>
    public bool IsHeld => UnixMicros.Now(clock) < _until;

    /// <summary>Takes or prolongs the lease; false when another process has it.</summary>
    /// <exception cref="StoreException">The store did not answer.</exception>
    public async Task<bool> HoldAsync(CancellationToken cancellationToken)
    {
        var now = UnixMicros.Now(clock);
        if (now < _until - UnixMicros.Length(length / 2)) return true;
        var found = await store.ReadOffsetAsync(Key, cancellationToken);
        if (found is { } held && held != _until && held > now)
        {
            _until = 0;
            return false;
        }
        return await MoveAsync(found, now + UnixMicros.Length(length), cancellationToken);
    }

    /// <summary>Ends the lease, so that another process need not wait for its end.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (!IsHeld) return;
        await MoveAsync(_until, UnixMicros.Now(clock), cancellationToken);
        _until = 0;
    }

    private async Task<bool> MoveAsync(long? from, long until, CancellationToken cancellationToken)
    {
        _until = 0; // unless the store says that it is ours
        try
        {
            await store.CommitAsync(new StoreCommit { Batches = [], Offset = new OffsetMove(Key, from, until) }, cancellationToken);
        }
        catch (OffsetConflictException)
        {
            return false;
        }
        _until = until;
        return true;
    }
}
