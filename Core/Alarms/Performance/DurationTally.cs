namespace Maintenance.Core.Alarms.Performance;

/// <summary>
/// Counts durations in classes 1 % wide, from a millisecond to three years, so that quantiles of any number of them need 20 kB. A quantile
/// is the mean of its class: exact where a class holds equal durations, else within 1 %. Not thread-safe.
/// </summary>
internal sealed class DurationTally
{
    private const double Width = 1.01;
    private const double Least = 0.001;

    private readonly Dictionary<int, (int Count, double Sum)> _classes = [];
    private int _count;

    /// <summary>Adds a duration, µs; less than none counts as none.</summary>
    public void Add(long micros)
    {
        var seconds = Math.Max(0, micros) / 1e6;
        var at = seconds <= Least ? 0 : (int)Math.Floor(Math.Log(seconds / Least) / Math.Log(Width)) + 1;
        var (count, sum) = _classes.GetValueOrDefault(at);
        _classes[at] = (count + 1, sum + seconds);
        _count++;
    }

    /// <summary>The figures so far.</summary>
    public DurationFigures Figures() => new(_count, Quantile(0.5), Quantile(0.9));

    // The least duration that so large a share does not exceed (nearest rank).
    private double? Quantile(double share)
    {
        var rank = (int)Math.Ceiling(share * _count);
        foreach (var (_, (count, sum)) in _classes.OrderBy(c => c.Key))
        {
            rank -= count;
            if (rank <= 0 && count > 0) return sum / count;
        }
        return null;
    }
}
