using Maintenance.Core.Time;

namespace Maintenance.Core.Alarms.Performance;

/// <summary>Announced alarms of a window by minute, from its beginning: 4 B a minute, whatever comes. Not thread-safe.</summary>
internal sealed class MinuteLoad(AlarmWindow window)
{
    private const long Minute = 60 * UnixMicros.PerSecond;
    private const int Ten = 10;

    private readonly int[] _counts = new int[(window.UntilUnixMicros - window.FromUnixMicros + Minute - 1) / Minute];

    /// <summary>Counts an alarm announced inside the window.</summary>
    public void Add(long unixMicros) => _counts[(unixMicros - window.FromUnixMicros) / Minute]++;

    /// <summary>Most per operator in a ten-minute interval, counted from the beginning of the window.</summary>
    public double Peak => Intervals().Max() / (double)window.Operators;

    /// <summary>Share of the ten-minute intervals with more than <see cref="AlarmLoadLimits.PerTenMinutes"/> per operator.</summary>
    public double ShareOverTen => Intervals().Average(n => n > AlarmLoadLimits.PerTenMinutes * window.Operators ? 1.0 : 0.0);

    /// <summary>The floods, in order.</summary>
    public IReadOnlyList<AlarmFlood> Floods()
    {
        var floods = new List<AlarmFlood>();
        var (sum, from, peak) = (0, -1, 0);
        for (var minute = 0; minute < _counts.Length; minute++)
        {
            sum += _counts[minute] - (minute >= Ten ? _counts[minute - Ten] : 0);
            if (from < 0 && sum > AlarmLoadLimits.PerTenMinutes * window.Operators) from = FirstOfTen(minute);
            if (from < 0) continue;
            peak = Math.Max(peak, sum);
            if (sum >= AlarmLoadLimits.FloodEndsBelow * window.Operators) continue;
            floods.Add(Flood(from, minute, peak));
            (from, peak) = (-1, 0);
        }
        if (from >= 0) floods.Add(Flood(from, _counts.Length, peak));
        return floods;
    }

    /// <summary>Alarms of these minutes within a flood of the same window.</summary>
    public int Within(AlarmFlood flood) => Sum(
        (int)((flood.FromUnixMicros - window.FromUnixMicros) / Minute),
        (int)((flood.UntilUnixMicros - window.FromUnixMicros + Minute - 1) / Minute));

    private IEnumerable<int> Intervals()
    {
        for (var at = 0; at < _counts.Length; at += Ten)
            yield return Sum(at, Math.Min(at + Ten, _counts.Length));
    }

    // First minute with an alarm of the ten that end here.
    private int FirstOfTen(int minute)
    {
        var first = Math.Max(0, minute - Ten + 1);
        while (_counts[first] == 0) first++;
        return first;
    }

    private AlarmFlood Flood(int from, int until, int peak) => new(
        window.FromUnixMicros + (from * Minute), Math.Min(window.UntilUnixMicros, window.FromUnixMicros + (until * Minute)),
        Sum(from, until), peak / (double)window.Operators);

    private int Sum(int from, int until)
    {
        var sum = 0;
        for (var i = from; i < until; i++) sum += _counts[i];
        return sum;
    }
}
