namespace Maintenance.Training.Bench;

/// <summary>Records durations and computes percentiles; bounded (the newest 1,000,000), thread-safe.</summary>
internal sealed class LatencyRecorder
{
    private const int Capacity = 1_000_000;
    private readonly Lock _lock = new();
    private readonly List<double> _milliseconds = [];
    private int _next;

    public int Count
    {
        get { lock (_lock) return _milliseconds.Count; }
    }

    public void Record(double milliseconds)
    {
        lock (_lock)
        {
            if (_milliseconds.Count < Capacity) _milliseconds.Add(milliseconds);
            else _milliseconds[_next++ % Capacity] = milliseconds;
        }
    }

    /// <summary>The nearest-rank percentile in ms; NaN when nothing was recorded, so that an idle reader never looks fast.</summary>
    public double Percentile(double p)
    {
        lock (_lock)
        {
            if (_milliseconds.Count == 0) return double.NaN;
            var sorted = _milliseconds.Order().ToArray();
            return sorted[Math.Clamp((int)Math.Ceiling(p / 100 * sorted.Length) - 1, 0, sorted.Length - 1)];
        }
    }
}
