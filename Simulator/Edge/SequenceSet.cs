namespace Maintenance.Simulator.Edge;

/// <summary>A set of sequence numbers as sorted, disjoint, non-adjacent ranges.</summary>
internal sealed class SequenceSet
{
    private readonly List<(long First, long Last)> _ranges = [];

    /// <summary>Number of ranges.</summary>
    public int RangeCount => _ranges.Count;

    public void Add(long first, long last)
    {
        if (last < first) return;
        var at = 0;
        while (at < _ranges.Count && _ranges[at].Last < first - 1) at++;
        var end = at;
        while (end < _ranges.Count && _ranges[end].First <= last + 1)
        {
            first = Math.Min(first, _ranges[end].First);
            last = Math.Max(last, _ranges[end].Last);
            end++;
        }
        _ranges.RemoveRange(at, end - at);
        _ranges.Insert(at, (first, last));
    }

    public bool Contains(long first, long last)
    {
        foreach (var range in _ranges)
            if (range.First <= first) { if (last <= range.Last) return true; }
            else return false;
        return false;
    }

    /// <summary>Removes ranges entirely below a sequence, when nothing waits for them any more.</summary>
    public void ForgetBelow(long sequence) => _ranges.RemoveAll(r => r.Last < sequence);
}
