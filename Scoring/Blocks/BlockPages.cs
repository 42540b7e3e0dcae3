using Maintenance.Scoring.HealthAssessment;

namespace Maintenance.Scoring.Blocks;

/// <summary>
/// The blocks of one asset that a worker remembers, in pages of one minute of event time. A page that is here is complete: it holds every
/// block the store or the running batch knows in that minute. Pages after the newest one ever written are empty and need no reading.
/// Pages leave only between records (<see cref="Shrink"/>), so whatever a record needs stays while it is processed.
/// Threading: one worker.
/// </summary>
/// <param name="capacity">Blocks kept, as far as the last record did not need more.</param>
internal sealed class BlockPages(int capacity)
{
    /// <summary>Length of a page: a window, so that a block's window lies in two pages.</summary>
    public const long PageMicros = WindowFeatures.WindowMicros;

    /// <summary>Loose readings kept for cells that grow, an asset.</summary>
    private const int MaxReadings = 16_384;

    private readonly Dictionary<long, BlockPage> _pages = [];
    private readonly Stack<BlockEntry> _free = [];
    private long _use;
    private int _blocks;
    private int _readings;

    /// <summary>First page that was never written.</summary>
    public long End { get; private set; } = long.MinValue;

    /// <summary>Newest block's time; <see cref="long.MinValue"/> before the first.</summary>
    public long Newest { get; private set; } = long.MinValue;

    /// <summary>Page of a time.</summary>
    public static long PageOf(long eventTime) => (eventTime - (((eventTime % PageMicros) + PageMicros) % PageMicros)) / PageMicros;

    /// <summary>True when the page is complete here.</summary>
    public bool Has(long page) => page >= End || _pages.ContainsKey(page);

    /// <summary>Says what the store knows: pages up to this time must be read before they are used.</summary>
    public void StartAt(long newestStored) => (Newest, End) = (newestStored, PageOf(newestStored) + 1);

    /// <summary>Begins the work on a record.</summary>
    public void Begin() => _use++;

    /// <summary>Takes in an empty page that is about to be filled from the store; null when the page is here already.</summary>
    public BlockPage? AddUnread(long page)
    {
        if (Has(page)) return null;
        return _pages[page] = new BlockPage { LastUse = _use };
    }

    /// <summary>Adds a block read from the store to a page that <see cref="AddUnread"/> made.</summary>
    public BlockEntry AddRead(BlockPage page, long eventTime)
    {
        var block = Take(eventTime);
        page.Blocks.Add(block);
        return block;
    }

    /// <summary>The block at a time, or null. Its page must be here.</summary>
    public BlockEntry? Find(long eventTime)
    {
        if (!_pages.TryGetValue(PageOf(eventTime), out var page)) return null;
        page.LastUse = _use;
        var index = page.IndexOf(eventTime);
        return index < page.Blocks.Count && page.Blocks[index].EventTimeUnixMicros == eventTime ? page.Blocks[index] : null;
    }

    /// <summary>Adds a block that is not there. Its page must be here.</summary>
    public BlockEntry Insert(long eventTime)
    {
        var number = PageOf(eventTime);
        if (!_pages.TryGetValue(number, out var page)) _pages[number] = page = new BlockPage();
        page.LastUse = _use;
        if (number >= End)
        {
            // Pages between are empty; the one next to this is wanted again at once, so that it is remembered as such.
            if (number - 1 >= End) _pages[number - 1] = new BlockPage { LastUse = _use };
            End = number + 1;
        }
        var block = Take(eventTime);
        page.Blocks.Insert(page.IndexOf(eventTime), block);
        Newest = Math.Max(Newest, eventTime);
        return block;
    }

    /// <summary>Adds the blocks of [from, to] to a list, in event-time order. Their pages must be here.</summary>
    public void Collect(long from, long to, List<BlockEntry> into)
    {
        var last = Math.Min(PageOf(to), End - 1);
        for (var number = PageOf(from); number <= last; number++)
        {
            if (!_pages.TryGetValue(number, out var page)) continue;
            page.LastUse = _use;
            var end = page.IndexOf(to + 1);
            for (var i = page.IndexOf(from); i < end; i++) into.Add(page.Blocks[i]);
        }
    }

    /// <summary>Forgets what lies longest unused beyond the bounds, but nothing the last record used.</summary>
    public void Shrink()
    {
        while (_blocks > capacity && OldestUnused() is { } number)
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
        // Empty pages weigh little, but a gap of years must not collect them either.
        while (_pages.Count > capacity && OldestUnused() is { } empty) _pages.Remove(empty);
        if (_readings > MaxReadings) ForgetReadings();
    }

    /// <summary>Attaches loose readings to a cell, or takes them from it.</summary>
    public void SetReadings(BlockEntry block, SortedList<long, float[]>? readings)
    {
        _readings += (readings?.Count ?? 0) - (block.Readings?.Count ?? 0);
        block.Readings = readings;
    }

    /// <summary>Adds one loose reading to a cell whose readings are here.</summary>
    public void AddReading(BlockEntry block, long time, float[] values)
    {
        var readings = block.Readings!;
        if (readings.TryAdd(time, values)) _readings++;
        else Merge(values, readings[time]);
    }

    /// <summary>
    /// Two readings of one moment become one, whichever came first: of each channel the greater value that is there.
    /// </summary>
    public static void Merge(ReadOnlySpan<float> values, Span<float> into)
    {
        for (var i = 0; i < into.Length; i++)
            if (!(into[i] >= values[i]) && !float.IsNaN(values[i])) into[i] = values[i];
    }

    private long? OldestUnused()
    {
        long? oldest = null;
        var use = _use;
        foreach (var (number, page) in _pages)
            if (page.LastUse < use) (oldest, use) = (number, page.LastUse);
        return oldest;
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
