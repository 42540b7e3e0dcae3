namespace Maintenance.Training.Bench.Feed;

/// <summary>What all clients of a measurement have received. Threading: any.</summary>
internal sealed class FeedTally(TimeProvider clock)
{
    private const int MaxMs = 120_000;
    private readonly long[] _byMs = new long[MaxMs + 1];
    private long _messages;
    private long _bytes;

    /// <summary>Now, ms since the epoch, to the microsecond.</summary>
    public double NowUnixMillis => (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;

    public long Messages => Interlocked.Read(ref _messages);

    public long Bytes => Interlocked.Read(ref _bytes);

    public long Updates => _byMs.Sum();

    public void AddMessage() => Interlocked.Increment(ref _messages);

    public void AddBytes(int bytes) => Interlocked.Add(ref _bytes, bytes);

    /// <param name="ms">Age of a change when it arrived.</param>
    public void AddUpdate(double ms) => Interlocked.Increment(ref _byMs[Math.Clamp((int)Math.Ceiling(ms), 0, MaxMs)]);

    /// <summary>Forgets all; what follows is measured.</summary>
    public void Clear()
    {
        Array.Clear(_byMs);
        Interlocked.Exchange(ref _messages, 0);
        Interlocked.Exchange(ref _bytes, 0);
    }

    /// <summary>The nearest-rank percentile of the ages, rounded up to ms; NaN without one.</summary>
    public double Percentile(double p)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(p / 100 * Updates));
        for (var (ms, sum) = (0, 0L); ms <= MaxMs; ms++)
        {
            sum += _byMs[ms];
            if (sum >= rank) return ms;
        }
        return double.NaN;
    }
}
