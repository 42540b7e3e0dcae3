namespace Maintenance.Store.Sql.MySql.Standby;

/// <summary>The highest term this process has seen: sessions of older terms are dropped. Threading: any thread.</summary>
internal sealed class StoreTerm
{
    private const long Unknown = -1;

    private long _highest = Unknown;

    /// <summary>The highest term; negative until a server was queried.</summary>
    public long Highest => Volatile.Read(ref _highest);

    public bool IsKnown => Highest != Unknown;

    public void Raise(long term)
    {
        for (var seen = Highest; seen < term; seen = Highest) Interlocked.CompareExchange(ref _highest, term, seen);
    }
}
