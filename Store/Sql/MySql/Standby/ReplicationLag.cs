namespace Maintenance.Store.Sql.MySql.Standby;

/// <summary>
/// How far a standby is behind, from sums of log offsets seen at the primary and at the standby: the age of the newest look at the primary
/// whose sum the standby has reached. Threading: one user.
/// </summary>
internal sealed class ReplicationLag(TimeProvider clock)
{
    private const int MaxSamples = 3600;

    // of the primary, oldest first; the first one is reached by the standby
    private readonly LinkedList<(long Time, long Total)> _samples = [];
    private long _standby;

    /// <summary>Records of the log whose rows the primary had at the last look and the standby had not.</summary>
    public long Records => _samples.Last is { } newest ? Math.Max(0, newest.Value.Total - _standby) : 0;

    /// <summary>Zero before the standby had reached any look at the primary.</summary>
    public TimeSpan Behind => _samples.First is { } reached ? clock.GetElapsedTime(reached.Value.Time) : TimeSpan.Zero;

    /// <summary>A look at the primary.</summary>
    public void PrimaryHolds(long total)
    {
        _samples.AddLast((clock.GetTimestamp(), total));
        // The one the standby has reached tells the lag; the one after it is given up, which makes the lag look no smaller.
        if (_samples.Count > MaxSamples) _samples.Remove(_samples.First!.Next!);
    }

    /// <summary>A look at the standby, after that at the primary.</summary>
    public void StandbyHolds(long total)
    {
        _standby = total;
        while (_samples.First?.Next is { } next && next.Value.Total <= total) _samples.RemoveFirst();
    }
}
