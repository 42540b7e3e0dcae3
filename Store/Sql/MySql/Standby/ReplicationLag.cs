namespace Maintenance.Store.Sql.MySql.Standby;

/// <summary>
/// How far a standby is behind, from sums of log offsets at the primary and the standby: the age of the newest sample of the primary
/// whose sum the standby has reached. Threading: one user.
/// </summary>
internal sealed class ReplicationLag(TimeProvider clock)
{
    private const int MaxSamples = 3600;

    // of the primary, oldest first; the standby has reached the first one
    private readonly LinkedList<(long Time, long Total)> _samples = [];
    private long _standby;

    /// <summary>Log records whose rows the primary had at the last sample and the standby had not.</summary>
    public long Records => _samples.Last is { } newest ? Math.Max(0, newest.Value.Total - _standby) : 0;

    /// <summary>Zero until the standby has reached a sample of the primary.</summary>
    public TimeSpan Behind => _samples.First is { } reached ? clock.GetElapsedTime(reached.Value.Time) : TimeSpan.Zero;

    /// <summary>Adds a sample of the primary.</summary>
    public void PrimaryHolds(long total)
    {
        _samples.AddLast((clock.GetTimestamp(), total));
        // The sample the standby has reached gives the lag; the one after it is dropped, which cannot understate the lag.
        if (_samples.Count > MaxSamples) _samples.Remove(_samples.First!.Next!);
    }

    /// <summary>Adds a sample of the standby, taken after the primary's.</summary>
    public void StandbyHolds(long total)
    {
        _standby = total;
        while (_samples.First?.Next is { } next && next.Value.Total <= total) _samples.RemoveFirst();
    }
}
