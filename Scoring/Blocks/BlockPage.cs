
namespace Maintenance.Scoring.Blocks;

/// <summary>All blocks of one asset in one minute of event time, ascending. Threading: one worker.</summary>
internal sealed class BlockPage
{
    /// <summary>Blocks in event-time order.</summary>
    public List<BlockEntry> Blocks { get; } = [];

    /// <summary>Ordinal of the record that last used the page, for eviction.</summary>
    public long LastUse { get; set; }

    /// <summary>Ordinal of the record until which the page is kept if there is room.</summary>
    public long KeptUntil { get; set; }

    /// <summary>Index of the first block at or after a time.</summary>
    public int IndexOf(long eventTime)
    {
        if (Blocks.Count == 0 || Blocks[^1].EventTimeUnixMicros < eventTime) return Blocks.Count;
        var (low, high) = (0, Blocks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Blocks[middle].EventTimeUnixMicros < eventTime) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
