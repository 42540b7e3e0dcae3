namespace Maintenance.Ingest.Sources.Http;

/// <summary>Memory that bodies of requests may hold together while they are received. Threading: any.</summary>
internal sealed class BodyBudget(long limit)
{
    private long _reserved;

    /// <summary>At most, bytes.</summary>
    public long Limit => limit;

    /// <summary>Now held, bytes.</summary>
    public long Reserved => Interlocked.Read(ref _reserved);

    /// <summary>Reserves bytes until <see cref="Release"/>; false if others hold too much.</summary>
    public bool TryReserve(int bytes)
    {
        if (Interlocked.Add(ref _reserved, bytes) <= limit) return true;
        Interlocked.Add(ref _reserved, -bytes);
        return false;
    }

    /// <summary>Gives back what was reserved.</summary>
    public void Release(int bytes) => Interlocked.Add(ref _reserved, -bytes);
}
