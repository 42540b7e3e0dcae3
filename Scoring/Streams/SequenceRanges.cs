using System.Text;

namespace Maintenance.Scoring.Streams;

/// <summary>
/// The set of sequences of a stream that are stored, as disjoint ascending closed ranges: one range for a stream without gaps, whatever its
/// length. Threading: one worker.
/// </summary>
internal sealed class SequenceRanges
{
    private readonly List<(long First, long Last)> _ranges = [];

    /// <summary>Number of sequences in the set.</summary>
    public long Count { get; private set; }

    /// <summary>Adds the parts of [first, last] that are not in the set to <paramref name="missing"/>; does not change the set.</summary>
    public void FindMissing(long first, long last, List<(long First, long Last)> missing)
    {
        var next = first;
        for (var i = IndexOfFirstEndingAtOrAfter(first); i < _ranges.Count && _ranges[i].First <= last; i++)
        {
            if (next < _ranges[i].First) missing.Add((next, _ranges[i].First - 1));
            next = _ranges[i].Last + 1;
        }
        if (next <= last) missing.Add((next, last));
    }

    /// <summary>Adds [first, last] to the set; parts of it may be there already.</summary>
    public void Add(long first, long last)
    {
        if (_ranges.Count > 0 && _ranges[^1].Last == first - 1)
        {
            // The usual case: the stream continues.
            _ranges[^1] = (_ranges[^1].First, last);
            Count += last - first + 1;
            return;
        }
        var at = IndexOfFirstEndingAtOrAfter(first - 1);
        var (merged, end) = ((First: first, Last: last), at);
        for (; end < _ranges.Count && _ranges[end].First <= last + 1; end++)
        {
            var range = _ranges[end];
            merged = (Math.Min(merged.First, range.First), Math.Max(merged.Last, range.Last));
            Count -= range.Last - range.First + 1;
        }
        Count += merged.Last - merged.First + 1;
        _ranges.RemoveRange(at, end - at);
        _ranges.Insert(at, merged);
    }

    private int IndexOfFirstEndingAtOrAfter(long sequence)
    {
        if (_ranges.Count == 0 || _ranges[^1].Last < sequence) return _ranges.Count;
        var (low, high) = (0, _ranges.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ranges[middle].Last < sequence) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>JSON array of pairs, as stored in <c>stream_account.ranges</c>.</summary>
    public string ToJson()
    {
        if (_ranges.Count == 1) return $"[[{_ranges[0].First},{_ranges[0].Last}]]";
        var text = new StringBuilder("[");
        foreach (var (first, last) in _ranges)
            text.Append(text.Length > 1 ? "," : "").Append('[').Append(first).Append(',').Append(last).Append(']');
        return text.Append(']').ToString();
    }

    /// <summary>Parses the stored JSON.</summary>
    public static SequenceRanges FromJson(string json)
    {
        var ranges = new SequenceRanges();
        foreach (var pair in System.Text.Json.JsonSerializer.Deserialize<long[][]>(json)!)
        {
            ranges._ranges.Add((pair[0], pair[1]));
            ranges.Count += pair[1] - pair[0] + 1;
        }
        return ranges;
    }
}
