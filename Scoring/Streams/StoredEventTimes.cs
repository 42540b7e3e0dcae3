namespace Maintenance.Scoring.Streams;

/// <summary>The event times of stored readings in some intervals. Threading: one worker.</summary>
internal sealed class StoredEventTimes
{
    private const int MaxIntervals = 4;
    private const int MaxTimes = 1_000_000;
    private readonly List<(long From, long To, HashSet<long> Times)> _intervals = [];

    /// <summary>True while nothing that was loaded may be forgotten, unless it is far too much.</summary>
    public bool IsHeld { get; set; }

    /// <summary>True if one of the intervals holds [from, to].</summary>
    public bool Covers(long from, long to)
    {
        foreach (var interval in _intervals)
            if (from >= interval.From && to <= interval.To) return true;
        return false;
    }

    /// <summary>True if a reading is stored at a time, which an interval holds.</summary>
    public bool Contains(long time)
    {
        foreach (var (from, to, times) in _intervals)
            if (time >= from && time <= to) return times.Contains(time);
        return false;
    }

    /// <summary>Adds an interval with the times stored in [from, to]; others may be given, too.</summary>
    public void Load(long from, long to, IEnumerable<long> times)
    {
        if (!IsHeld && _intervals.Count >= MaxIntervals) _intervals.RemoveRange(0, _intervals.Count - MaxIntervals + 1);
        _intervals.Add((from, to, [.. times.Where(t => t >= from && t <= to)]));
        if (_intervals.Count > 1 && _intervals.Sum(i => i.Times.Count) > MaxTimes) _intervals.RemoveRange(0, _intervals.Count - 1);
    }

    /// <summary>Adds a time that is being stored; times outside the intervals are not needed.</summary>
    public void Add(long time)
    {
        for (var i = _intervals.Count - 1; i >= 0; i--)
        {
            var (from, to, times) = _intervals[i];
            if (time < from || time > to) continue;
            if (times.Count >= MaxTimes) _intervals.RemoveAt(i);
            else times.Add(time);
        }
    }
}
