using System.Runtime.InteropServices;
using Maintenance.Core.Log;
using Maintenance.Scoring.Blocks;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Finds what all the records that a batch still holds must read back from the store, so that they share a commit and a few statements:
/// after an outage nearly every record needs another stretch of the past. What was found is held in memory until the next call.
/// Threading: one worker.
/// </summary>
/// <param name="processor">Plans the records.</param>
/// <param name="foreign">Records to leave out.</param>
internal sealed class ReadAhead(RecordProcessor processor, ForeignRecords foreign)
{
    /// <summary>Event time of blocks and cells after which no more is read, µs: four hours of a drill, or a minute of 240 drills.</summary>
    private const long MaxMicros = 4L * 3_600_000_000;

    /// <summary>A minute takes a fifth of the memory of a block, and there is one for 60 blocks of a second.</summary>
    private const int MinuteShare = 300;

    /// <summary>Ranges that are looked at for one that holds, or overlaps, the next.</summary>
    private const int Recent = 8;

    /// <summary>Late data arrives in runs, so while there is room more pages are read than the batch needs.</summary>
    private const long FurtherMicros = 8 * BlockPages.PageMicros;

    private readonly Dictionary<(AssetState State, StoreReadKind Kind), List<(long From, long To)>> _wanted = [];
    private readonly HashSet<AssetState> _held = [];
    private long _size;

    /// <summary>Finds the reads of the records from one on, as far as they are known and fit.</summary>
    /// <returns>Reads, merged; those of one kind and asset do not overlap. Empty when there are none.</returns>
    public List<StoreRead> Find(LogBatch batch, int first)
    {
        _wanted.Clear();
        for (var i = first; i < batch.Count && (i == first || _size < MaxMicros); i++)
        {
            if (foreign.Contains(i) || processor.Plan(batch.Value(i)) is not { } read) continue;
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_wanted, (read.State, read.Kind), out _);
            list ??= [];
            if (IsAmongLast(list, read.From, read.To)) continue;
            if (read.Kind == StoreReadKind.Minutes) _size += Extend(list, read.From, read.To) / MinuteShare;
            else list.Add((read.From, read.To));
            if (read.Kind is StoreReadKind.Pages or StoreReadKind.Cells) _size += read.To - read.From;
        }
        processor.EndPlans();
        // Assets first: nothing else is known of them, and their reads need no commit.
        var assets = _wanted.Keys.Where(k => k.Kind == StoreReadKind.Asset).Select(k => new StoreRead(k.Kind, k.State, 0, 0)).ToList();
        if (assets.Count > 0) return assets;
        if (_wanted.Sum(w => w.Key.Kind == StoreReadKind.Pages ? w.Value.Count : 0) * FurtherMicros + _size < MaxMicros) ExtendPages();
        return [.. _wanted.SelectMany(w => Merged(w.Value)
            .Select(range => new StoreRead(w.Key.Kind, w.Key.State, range.From, range.To)))];
    }

    /// <summary>Keeps what the reads bring in memory until <see cref="Release"/>, however much it is.</summary>
    public void Hold(List<StoreRead> reads)
    {
        foreach (var read in reads)
        {
            if (!_held.Add(read.State)) continue;
            read.State.Blocks.IsHeld = true;
            read.State.StoredEventTimes.IsHeld = true;
            read.State.Minutes.IsHeld = true;
        }
    }

    /// <summary>Lets go of what was held, and starts anew to count what is read.</summary>
    public void Release()
    {
        foreach (var state in _held)
        {
            state.Blocks.IsHeld = false;
            state.StoredEventTimes.IsHeld = false;
            state.Minutes.IsHeld = false;
            state.Shrink();
        }
        _held.Clear();
        _size = 0;
    }

    // The records of an asset mostly follow each other in time, in a few runs, and want the same again.
    private static bool IsAmongLast(List<(long From, long To)> list, long from, long to)
    {
        for (var i = list.Count - 1; i >= Math.Max(0, list.Count - Recent); i--)
            if (list[i].From <= from && to <= list[i].To) return true;
        return false;
    }

    // Two hours before each of many late blocks overlap: what they add to each other counts, not each by itself.
    private static long Extend(List<(long From, long To)> list, long from, long to)
    {
        for (var i = list.Count - 1; i >= Math.Max(0, list.Count - Recent); i--)
        {
            var (known, until) = list[i];
            if (from > until + 1 || to < known - 1) continue;
            list[i] = (Math.Min(from, known), Math.Max(to, until));
            return list[i].To - list[i].From - (until - known);
        }
        list.Add((from, to));
        return to - from;
    }

    private void ExtendPages()
    {
        foreach (var ((state, kind), ranges) in _wanted)
        {
            if (kind != StoreReadKind.Pages) continue;
            var end = state.Blocks.End * BlockPages.PageMicros - 1;
            foreach (ref var range in CollectionsMarshal.AsSpan(ranges))
            {
                var to = Math.Max(range.To, Math.Min(range.To + FurtherMicros, end));
                _size += to - range.To;
                range.To = to;
            }
        }
    }

    private static List<(long From, long To)> Merged(List<(long From, long To)> ranges)
    {
        ranges.Sort();
        var merged = new List<(long From, long To)>();
        foreach (var (from, to) in ranges)
            if (merged is [.., var last] && from <= last.To + 1) merged[^1] = (last.From, Math.Max(last.To, to));
            else merged.Add((from, to));
        return merged;
    }
}
