
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.Blocks;

/// <summary>
/// The blocks of one asset that a worker caches, in pages of one minute of event time. A cached page is complete: it holds every block that
/// the store or the current batch has for that minute. Pages after the newest one ever written are empty and need not be read. Pages are
/// evicted only between records (<see cref="Shrink"/>), so whatever a record needs stays while it is processed. Threading: one worker.
/// </summary>
/// <param name="capacity">Number of blocks kept, unless the last records needed more.</param>
/// <param name="spare">What may be kept beyond that, shared with other assets.</param>
internal sealed class BlockPages(int capacity, SpareBlocks spare)
{
    /// <summary>Length of a page, µs: one window, so that a block's window spans at most two pages.</summary>
    public const long PageMicros = 60_000_000;

    /// <summary>Records during which an unused page is kept if there is room.</summary>
    private const int KeptRecords = 512;

    /// <summary>
    /// The same for a page that minutes of late data can still reach: each of them may judge it again, and brings sixty blocks.
    /// </summary>
    private const int KeptForLateData = 128 * 64;

    /// <summary>Loose readings kept per asset for cells that are still growing.</summary>
    private const int MaxReadings = 16_384;

    private readonly Dictionary<long, BlockPage> _pages = [];
    private readonly Stack<BlockEntry> _free = [];
    private long _use;
    private long _late = long.MinValue;
    private long _lateUse = -KeptRecords;
    private int _blocks;
    private int _readings;
    private int _taken;

    /// <summary>First page that was never written.</summary>
    public long End { get; private set; } = long.MinValue;

    /// <summary>Newest block's time; <see cref="long.MinValue"/> before the first.</summary>
    public long Newest { get; private set; } = long.MinValue;

    /// <summary>True while no page may be evicted: records to come need them.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Number of the page that contains a time.</summary>
    public static long PageOf(long eventTime) => (eventTime - (((eventTime % PageMicros) + PageMicros) % PageMicros)) / PageMicros;

    /// <summary>True when the page is cached, or known to be empty.</summary>
    public bool Has(long page) => page >= End || _pages.ContainsKey(page);

    /// <summary>Sets the newest time in the store: pages up to it must be read before they are used.</summary>
    public void StartAt(long newestStored) => (Newest, End) = (newestStored, PageOf(newestStored) + 1);

    /// <summary>Starts a new record.</summary>
    /// <param name="eventTime">Its first block that changes.</param>
    public void Begin(long eventTime)
    {
        _use++;
        if (Newest != long.MinValue && PageOf(eventTime) is var page && page < PageOf(Newest) - 1) (_late, _lateUse) = (page, _use);
    }

    /// <summary>Adds an empty page that is about to be filled from the store; returns null when the page is already cached.</summary>
    public BlockPage? AddUnread(long page)
    {
        if (Has(page)) return null;
        return Touch(_pages[page] = new BlockPage(), page);
    }

    /// <summary>Adds a block read from the store to a page that <see cref="AddUnread"/> made.</summary>
    public BlockEntry AddRead(BlockPage page, long eventTime)
    {
        var block = Take(eventTime);
        page.Blocks.Add(block);
        return block;
    }

    /// <summary>The block at a time, or null. Its page must be cached.</summary>
    public BlockEntry? Find(long eventTime)
    {
        if (!_pages.TryGetValue(PageOf(eventTime), out var page)) return null;
        Touch(page, PageOf(eventTime));
        var index = page.IndexOf(eventTime);
        return index < page.Blocks.Count && page.Blocks[index].EventTimeUnixMicros == eventTime ? page.Blocks[index] : null;
    }

    /// <summary>Adds a block that does not exist yet. Its page must be cached.</summary>
    public BlockEntry Insert(long eventTime)
    {
        var number = PageOf(eventTime);
        if (!_pages.TryGetValue(number, out var page)) _pages[number] = page = new BlockPage();
        Touch(page, number);
        if (number >= End)
        {
            // The pages in between are empty; the one before this is needed again at once, so it is cached as empty.
            if (number - 1 >= End) _pages[number - 1] = Touch(new BlockPage(), number - 1);
            End = number + 1;
        }
        var block = Take(eventTime);
        page.Blocks.Insert(page.IndexOf(eventTime), block);
        Newest = Math.Max(Newest, eventTime);
        return block;
    }

    /// <summary>Adds the blocks of [from, to] to a list, in event-time order. Their pages must be cached.</summary>
    public void Collect(long from, long to, List<BlockEntry> into)
    {
        var last = Math.Min(PageOf(to), End - 1);
        for (var number = PageOf(from); number <= last; number++)
        {
            if (!_pages.TryGetValue(number, out var page)) continue;
            Touch(page, number);
            var end = page.IndexOf(to + 1);
            for (var i = page.IndexOf(from); i < end; i++) into.Add(page.Blocks[i]);
        }
    }

    /// <summary>Evicts the least recently used pages beyond the bounds, but nothing the last record used.</summary>
    public void Shrink()
    {
        if (IsHeld) return;
        _taken = spare.Take(Math.Max(0, _blocks - capacity), _taken);
        while (_blocks > capacity && OldestUnused() is { } number
            && (_blocks > capacity + _taken || _pages[number].KeptUntil < _use))
        {
            foreach (var block in _pages[number].Blocks)
            {
                SetReadings(block, null);
                block.Assessment = null;
                _free.Push(block);
            }
            _blocks -= _pages[number].Blocks.Count;
            _pages.Remove(number);
        }
        _taken = spare.Take(Math.Max(0, _blocks - capacity), _taken);
        // Empty pages cost little, but a gap of years must not accumulate them.
        while (_pages.Count > capacity && OldestUnused() is { } empty) _pages.Remove(empty);
        if (_readings > MaxReadings) ForgetReadings();
    }

    /// <summary>Attaches loose readings to a cell, or removes them (null).</summary>
    public void SetReadings(BlockEntry block, SortedList<long, float[]>? readings)
    {
        _readings += (readings?.Count ?? 0) - (block.Readings?.Count ?? 0);
        block.Readings = readings;
    }

    /// <summary>Adds one loose reading to a cell whose readings are in memory.</summary>
    public void AddReading(BlockEntry block, long time, float[] values)
    {
        var readings = block.Readings!;
        if (readings.TryAdd(time, values)) _readings++;
        else Merge(values, readings[time]);
    }

    /// <summary>
    /// Merges two readings of the same instant, independent of their order: of each channel the greater value that is present.
    /// </summary>
    public static void Merge(ReadOnlySpan<float> values, Span<float> into)
    {
        for (var i = 0; i < into.Length; i++)
            if (!(into[i] >= values[i]) && !float.IsNaN(values[i])) into[i] = values[i];
    }

    // That of the pages that the last record did not use which may go first.
    private long? OldestUnused()
    {
        long? oldest = null;
        var until = long.MaxValue;
        foreach (var (number, page) in _pages)
            if (page.LastUse < _use && page.KeptUntil < until) (oldest, until) = (number, page.KeptUntil);
        return oldest;
    }

    private BlockPage Touch(BlockPage page, long number)
    {
        var isReached = _use - _lateUse < KeptRecords && number > _late + 1 && number <= _late + TrendContexts.ReachMinutes;
        (page.LastUse, page.KeptUntil) = (_use, _use + (isReached ? KeptForLateData : KeptRecords));
        return page;
    }

    // They can be read back; the cell that is growing now keeps its own.
    private void ForgetReadings()
    {
        foreach (var page in _pages.Values)
            foreach (var block in page.Blocks)
                if (block.EventTimeUnixMicros != Newest) SetReadings(block, null);
    }

    private BlockEntry Take(long eventTime)
    {
        _blocks++;
        var block = _free.TryPop(out var reused) ? reused : new BlockEntry();
        block.EventTimeUnixMicros = eventTime;
        return block;
    }
}
