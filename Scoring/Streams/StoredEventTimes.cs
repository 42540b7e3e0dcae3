namespace Maintenance.Scoring.Streams;

/// <summary>The event times of stored readings in one interval. Threading: one worker.</summary>
internal sealed class StoredEventTimes
{
    private const int MaxTimes = 1_000_000;
    private readonly HashSet<long> _times = [];
    private long _from = long.MaxValue;
    private long _to = long.MinValue;

    public bool Covers(long from, long to) => from >= _from && to <= _to;

    public bool Contains(long time) => _times.Contains(time);

    /// <summary>Replaces the content with the times stored in [from, to].</summary>
    public void Load(long from, long to, IEnumerable<long> times)
    {
        _times.Clear();
        _times.UnionWith(times);
        (_from, _to) = (from, to);
    }

    /// <summary>Adds a time that is being stored; times outside the interval are not needed.</summary>
    public void Add(long time)
    {
        if (time < _from || time > _to) return;
        if (_times.Count >= MaxTimes) Load(long.MaxValue, long.MinValue, []);
        else _times.Add(time);
    }
}
