using Maintenance.Core.Ports;
using Maintenance.Queries;

namespace Maintenance.Api.Access;

/// <summary>
/// Accounts and sessions of the store, read again once they are older than <see cref="MaxAge"/>, since another process may have changed
/// them. Threading: any thread. Failure: if the store cannot be read the call fails; nobody is let in on older data.
/// </summary>
public sealed class AccessTables(IConditionStore store, TimeProvider clock) : IDisposable
{
    /// <summary>How long this process may not know what another changed.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);

    // A session that began in another process just now is not known here yet; a cookie of an ended one must not cost a query each time.
    private static readonly TimeSpan MinAge = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile AccessSnapshot? _snapshot;
    private int _changes;

    /// <summary>What was read last, however old; null before the first reading.</summary>
    public AccessSnapshot? Last { get; private set; }

    /// <summary>Of at most <see cref="MaxAge"/> ago.</summary>
    public ValueTask<AccessSnapshot> ReadAsync(CancellationToken cancellationToken) => ReadAsync(MaxAge, cancellationToken);

    /// <summary>Of a moment ago, for what another process may have begun meanwhile.</summary>
    public ValueTask<AccessSnapshot> ReadNewerAsync(CancellationToken cancellationToken) => ReadAsync(MinAge, cancellationToken);

    /// <summary>Of now, for what is seldom asked: a sign-in, a change.</summary>
    public ValueTask<AccessSnapshot> ReadNewestAsync(CancellationToken cancellationToken) => ReadAsync(TimeSpan.Zero, cancellationToken);

    /// <summary>Writes, then reads again, so that this process knows at once.</summary>
    public async Task CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
    {
        try
        {
            await store.CommitAsync(commit, cancellationToken);
        }
        finally
        {
            Interlocked.Increment(ref _changes); // also if the outcome is unknown
            _snapshot = null;
        }
        await ReadAsync(cancellationToken);
    }

    public void Dispose() => _reading.Dispose();

    private async ValueTask<AccessSnapshot> ReadAsync(TimeSpan maxAge, CancellationToken cancellationToken)
    {
        if (Fresh(maxAge) is { } known) return known;
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (Fresh(maxAge) is { } other) return other;
            var (read, changes) = (clock.GetTimestamp(), Volatile.Read(ref _changes));
            var snapshot = new AccessSnapshot(
                await UserAccountsQuery.RunAsync(store, cancellationToken), await UserSessionsQuery.RunAsync(store, cancellationToken),
                    read);
            Last = snapshot;
            // What was read while this process committed may lack the commit.
            if (changes == Volatile.Read(ref _changes)) _snapshot = snapshot;
            return snapshot;
        }
        finally
        {
            _reading.Release();
        }
    }

    private AccessSnapshot? Fresh(TimeSpan maxAge) => _snapshot is { } known && clock.GetElapsedTime(known.Read) < maxAge ? known : null;
}
