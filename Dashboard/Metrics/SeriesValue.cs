namespace Maintenance.Dashboard.Metrics;

/// <summary>One value, or one histogram. Threading: any thread writes without a lock; a reader may see a measurement half counted.</summary>
/// <param name="bounds">Number of histogram bounds; 0 for plain values.</param>
internal sealed class SeriesValue(int bounds)
{
    private readonly long[] _counts = new long[bounds == 0 ? 0 : bounds + 1];
    private double _value;
    private long _count;

    /// <summary>Value, or sum of a histogram's measurements.</summary>
    public double Value => Volatile.Read(ref _value);

    public long Count => Volatile.Read(ref _count);

    public bool IsMeasured => Count > 0;

    /// <summary>Reading of the collector in which it was last set.</summary>
    public long Round { get; private set; }

    /// <summary>Measurements at or below each bound and above the one before; the last is above all.</summary>
    public long BucketCount(int index) => Volatile.Read(ref _counts[index]);

    public void Set(double value, long round)
    {
        Volatile.Write(ref _value, value);
        Round = round;
        Interlocked.Increment(ref _count);
    }

    public void Add(double value)
    {
        var seen = Volatile.Read(ref _value);
        while (true)
        {
            var before = Interlocked.CompareExchange(ref _value, seen + value, seen);
            if (before.Equals(seen)) break;
            seen = before;
        }
        Interlocked.Increment(ref _count);
    }

    public void Observe(double value, double[] upperBounds)
    {
        var bucket = 0;
        while (bucket < upperBounds.Length && value > upperBounds[bucket]) bucket++;
        Interlocked.Increment(ref _counts[bucket]);
        Add(value);
    }
}
