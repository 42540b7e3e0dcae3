using System.Runtime.InteropServices;
using Maintenance.Scoring.HealthAssessment;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Blocks of one asset in event-time order, complete from <see cref="CoveredFrom"/> to <see cref="CoveredTo"/>: every block the store knows
/// in that stretch of time is here. Bounded; entries are reused. Threading: one worker.
/// </summary>
internal sealed class BlockHistory(int capacity)
{
    private readonly List<BlockEntry> _blocks = [];
    private readonly Stack<BlockEntry> _free = [];

    /// <summary>First event time (inclusive) from which nothing is missing here.</summary>
    public long CoveredFrom { get; private set; } = long.MaxValue;

    /// <summary>Last event time (inclusive) up to which nothing is missing here.</summary>
    public long CoveredTo { get; private set; } = long.MinValue;

    /// <summary>Newest block's time; <see cref="long.MinValue"/> when empty.</summary>
    public long Newest => _blocks.Count == 0 ? long.MinValue : _blocks[^1].EventTimeUnixMicros;

    public bool Covers(long from, long to) => from >= CoveredFrom && to <= CoveredTo;

    /// <summary>Forgets everything and says which stretch will be filled in.</summary>
    public void Reset(long coveredFrom, long coveredTo)
    {
        foreach (var block in _blocks) _free.Push(block);
        _blocks.Clear();
        (CoveredFrom, CoveredTo) = (coveredFrom, coveredTo);
    }

    /// <summary>The block at a time, made and inserted when there is none.</summary>
    /// <returns>Its index, and whether it is new.</returns>
    public (int Index, bool IsNew) FindOrInsert(long eventTime)
    {
        var index = IndexOf(eventTime);
        if (index < _blocks.Count && _blocks[index].EventTimeUnixMicros == eventTime) return (index, false);
        var block = _free.TryPop(out var reused) ? reused : new BlockEntry();
        block.EventTimeUnixMicros = eventTime;
        block.Assessment = Assessment.None;
        _blocks.Insert(index, block);
        return (index, true);
    }

    /// <summary>Drops the oldest blocks beyond the capacity; what it covers shrinks accordingly. Cheap: done in steps of a quarter.</summary>
    public void Trim()
    {
        if (_blocks.Count <= capacity + capacity / 4) return;
        var drop = _blocks.Count - capacity;
        for (var i = 0; i < drop; i++) _free.Push(_blocks[i]);
        CoveredFrom = _blocks[drop - 1].EventTimeUnixMicros + 1;
        _blocks.RemoveRange(0, drop);
    }

    /// <summary>True when a block of this time is here.</summary>
    public bool Contains(long eventTime)
    {
        var index = IndexOf(eventTime);
        return index < _blocks.Count && _blocks[index].EventTimeUnixMicros == eventTime;
    }

    public BlockEntry this[int index] => _blocks[index];

    public int Count => _blocks.Count;

    /// <summary>The window that ends with a block: blocks of (time − window, time].</summary>
    public ReadOnlySpan<BlockEntry> WindowOf(int index)
    {
        var from = _blocks[index].EventTimeUnixMicros - WindowFeatures.WindowMicros;
        var first = index;
        while (first > 0 && _blocks[first - 1].EventTimeUnixMicros > from) first--;
        return CollectionsMarshal.AsSpan(_blocks)[first..(index + 1)];
    }

    // First block at or after the time.
    private int IndexOf(long eventTime)
    {
        if (_blocks.Count == 0 || _blocks[^1].EventTimeUnixMicros < eventTime) return _blocks.Count;
        var (low, high) = (0, _blocks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_blocks[middle].EventTimeUnixMicros < eventTime) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
