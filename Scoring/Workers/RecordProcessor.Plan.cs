using System.Runtime.InteropServices;
using Maintenance.Core.Telemetry;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;

namespace Maintenance.Scoring.Workers;

/// <summary>What a record brings, and what must be in memory to process it. Changes nothing but the plan itself.</summary>
internal sealed partial class RecordProcessor
{
    /// <summary>Grid of loose readings: one second of event time.</summary>
    private const long CellMicros = 1_000_000;

    /// <summary>Late data comes in stretches, so that more is read than is needed now.</summary>
    private const int ReadAheadPages = 8;

    /// <summary>Most pages read at once: about 17 hours.</summary>
    private const int MostPages = 1024;

    /// <summary>Most event time of cells read at once.</summary>
    private const long MostCellMicros = 1024 * CellMicros;

    private const long ReadAheadMicros = 600_000_000;

    /// <summary>Start of the cell that holds a time.</summary>
    public static long CellOf(long time) => time - ((time % CellMicros) + CellMicros) % CellMicros;

    private StoreRead? Plan(AssetState state, in TelemetryRecordView record)
    {
        _news.Clear();
        _touched.Clear();
        if (!state.Loaded) return new StoreRead(StoreReadKind.Asset, state, 0, 0);
        if (record.Flags.HasFlag(RecordFlags.Sequenced)) FindNewSequences(state, record);
        else if (NeededTimes(state, record) is { } times) return times;
        else FindNewTimes(state, record);
        if (_news.Count == 0) return null;
        var whole = record.Flags.HasFlag(RecordFlags.Block);
        FindTouched(record, whole);
        return NeededPages(state) ?? (whole ? null : NeededCells(state));
    }

    private void FindNewSequences(AssetState state, in TelemetryRecordView record)
    {
        if (!state.Accounts.TryGetValue(record.Epoch, out var account))
        {
            _news.Add((0, record.ReadingCount - 1));
            return;
        }
        _missing.Clear();
        account.Ranges.FindMissing(record.Sequence, record.Sequence + record.ReadingCount - 1, _missing);
        foreach (var (first, last) in _missing) _news.Add(((int)(first - record.Sequence), (int)(last - record.Sequence)));
    }

    private static StoreRead? NeededTimes(AssetState state, in TelemetryRecordView record)
    {
        var (first, last) = (record.TimeOf(0), record.TimeOf(record.ReadingCount - 1));
        return state.Accounts.TryGetValue(NoEpoch, out var account) && first <= account.LastEventTime && !state.KnownTimes.Covers(first, last)
            ? new StoreRead(StoreReadKind.Times, state, first - ReadAheadMicros, last + ReadAheadMicros)
            : null;
    }

    private void FindNewTimes(AssetState state, in TelemetryRecordView record)
    {
        var newest = state.Accounts.TryGetValue(NoEpoch, out var account) ? account.LastEventTime : long.MinValue;
        for (var i = 0; i < record.ReadingCount; i++)
        {
            var time = record.TimeOf(i);
            if ((time <= newest && state.KnownTimes.Contains(time)) || (i > 0 && time == record.TimeOf(i - 1))) continue;
            if (_news.Count > 0 && _news[^1].Last == i - 1) CollectionsMarshal.AsSpan(_news)[^1].Last = i;
            else _news.Add((i, i));
        }
    }

    // A block is described whole even if some of its readings were stored before with other borders: so it does not matter which came first.
    private void FindTouched(in TelemetryRecordView record, bool whole)
    {
        if (whole)
        {
            _touched.Add(record.EventTimeUnixMicros);
            return;
        }
        foreach (var (first, last) in _news)
            for (var i = first; i <= last; i++)
            {
                var cell = CellOf(record.TimeOf(i));
                if (_touched.Count == 0 || _touched[^1] != cell) _touched.Add(cell);
            }
    }

    // The window before each touched block, and the blocks after it whose windows hold it.
    private StoreRead? NeededPages(AssetState state)
    {
        var (first, last) = (long.MaxValue, long.MinValue);
        foreach (var time in _touched)
        {
            var end = BlockPages.PageOf(time + WindowFeatures.WindowMicros - 1);
            for (var page = BlockPages.PageOf(time - WindowFeatures.WindowMicros + 1); page <= end; page++)
            {
                if (page <= last || state.Blocks.Has(page)) continue;
                if (first == long.MaxValue) first = page;
                else if (page > last + ReadAheadPages || page - first >= MostPages) return PagesFrom(state, first, last);
                last = page;
            }
        }
        return first == long.MaxValue ? null : PagesFrom(state, first, last);
    }

    private static StoreRead PagesFrom(AssetState state, long first, long last)
    {
        var end = Math.Min(last + ReadAheadPages, state.Blocks.End - 1);
        return new StoreRead(StoreReadKind.Pages, state, first * BlockPages.PageMicros, (end + 1) * BlockPages.PageMicros - 1);
    }

    private StoreRead? NeededCells(AssetState state)
    {
        var (first, last) = (long.MaxValue, long.MinValue);
        foreach (var cell in _touched)
        {
            if (state.Blocks.Find(cell) is null or { Readings: not null }) continue;
            if (first == long.MaxValue) first = cell;
            else if (cell - first >= MostCellMicros) break;
            last = cell;
        }
        return first == long.MaxValue ? null : new StoreRead(StoreReadKind.Cells, state, first, last + CellMicros - 1);
    }
}
