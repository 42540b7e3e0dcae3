namespace Maintenance.Api.Fleet;

/// <summary>Quantiles over the last 4,096 delays. Threading: any thread adds; readers take a copy.</summary>
public sealed class DelayWindow
{
    private readonly long[] _micros = new long[4096];
    private long _count;

    public void Add(long micros) =>
        Volatile.Write(ref _micros[(Interlocked.Increment(ref _count) - 1) % _micros.Length], Math.Max(0, micros));

    /// <summary>Median and 99th percentile in seconds; null before the first delay.</summary>
    public (double P50, double P99)? Quantiles()
    {
        var n = (int)Math.Min(Volatile.Read(ref _count), _micros.Length);
        if (n == 0) return null;
        var copy = _micros.AsSpan(0, n).ToArray();
        Array.Sort(copy);
        return (copy[n / 2] * 1e-6, copy[(int)((n - 1) * 0.99)] * 1e-6);
    }
}
