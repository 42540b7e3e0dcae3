using Maintenance.Core.Telemetry;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Which readings of a record are new, and what must be in memory to process it. Changes nothing but the plan itself. Threading: one
/// worker.
/// </summary>
internal sealed class RecordPlan
{
    /// <summary>Maximum number of pages read to fill the gap between two that are needed.</summary>
    private const int MaxGapPages = 8;

    /// <summary>Maximum number of pages per read: about 17 hours.</summary>
    private const int MaxPages = 1024;

    /// <summary>Late data goes on where it began, so more minutes are read than are needed now.</summary>
    private const int FurtherMinutes = 120;

    /// <summary>Maximum event time of cells per read, µs.</summary>
    private const long MaxCellMicros = 1024 * BlockGrid.CellMicros;

    private readonly ReplayGuard _guard = new();

    /// <summary>Index ranges of the record's new readings, ascending; empty when the whole record is already stored.</summary>
    public List<(int First, int Last)> NewReadings => _guard.NewReadings;

    /// <summary>Event times of the blocks that the new readings touch, ascending.</summary>
    public List<long> Touched { get; } = [];

    /// <summary>Numbers of the closed minutes that the record needs; the first is greater than the last when it needs none.</summary>
    public (long First, long Last) Minutes { get; private set; } = (0, -1);

    /// <summary>Plans a record.</summary>
    /// <returns>What must be read back from the store before planning again; null when everything is in memory.</returns>
    public StoreRead? Make(AssetState state, in TelemetryRecordView record)
    {
        Touched.Clear();
        if (_guard.Find(state, record) is { } unknown) return unknown;
        if (NewReadings.Count == 0) return null;
        var whole = record.Flags.HasFlag(RecordFlags.Block);
        FindTouched(record, whole);
        return NeededMinutes(state) ?? NeededPages(state) ?? (whole ? null : NeededCells(state));
    }

    // A block is described as a whole even if some of its readings are already stored in other blocks, so the result does not depend on the
    // order.
    private void FindTouched(in TelemetryRecordView record, bool whole)
    {
        if (whole)
        {
            Touched.Add(record.EventTimeUnixMicros);
            return;
        }
        foreach (var (first, last) in NewReadings)
            for (var i = first; i <= last; i++)
            {
                var cell = BlockGrid.CellOf(record.TimeOf(i));
                if (Touched.Count == 0 || Touched[^1] != cell) Touched.Add(cell);
            }
    }

    // The minutes before each touched block, and those after it that could be judged differently. The newest minute is not closed.
    private StoreRead? NeededMinutes(AssetState state)
    {
        Minutes = (0, -1);
        if (state.Blocks.Newest == long.MinValue) return null;
        var end = BlockPages.PageOf(state.Blocks.Newest) - 1;
        Minutes = (FirstNeeded(Touched[0]), LastNeeded(Touched[^1], end));
        var (first, last) = (long.MaxValue, long.MinValue);
        foreach (var time in Touched)
        {
            var (from, to) = (FirstNeeded(time), LastNeeded(time, end));
            if (state.Minutes.Knows(from, to)) continue;
            if (first == long.MaxValue) first = from;
            else if (from > last + 1 || to - first >= MaxPages) break;
            last = to;
        }
        if (first == long.MaxValue) return null;
        last = Math.Min(last + FurtherMinutes, end);
        return new StoreRead(StoreReadKind.Minutes, state, first * BlockPages.PageMicros, (last + 1) * BlockPages.PageMicros - 1);
    }

    private static long FirstNeeded(long time) => BlockPages.PageOf(time) - TrendAssessor.MaxMinutes;

    private static long LastNeeded(long time, long end) => Math.Min(BlockPages.PageOf(time) + TrendContexts.ReachMinutes, end);

    // The window before each touched block, and the blocks after it whose windows contain it.
    private StoreRead? NeededPages(AssetState state)
    {
        // The newest minute, once a later one begins: it is rolled up.
        if (state.Blocks.Newest != long.MinValue && BlockPages.PageOf(state.Blocks.Newest) is var newest && !state.Blocks.Has(newest)
            && BlockPages.PageOf(Touched[^1]) > newest) return PagesFrom(state, newest, newest);
        var (first, last) = (long.MaxValue, long.MinValue);
        foreach (var time in Touched)
        {
            var end = BlockPages.PageOf(time + WindowFeatures.WindowMicros - 1);
            for (var page = BlockPages.PageOf(time - WindowFeatures.WindowMicros + 1); page <= end; page++)
            {
                if (page <= last || state.Blocks.Has(page)) continue;
                if (first == long.MaxValue) first = page;
                else if (page > last + MaxGapPages || page - first >= MaxPages) return PagesFrom(state, first, last);
                last = page;
            }
        }
        return first == long.MaxValue ? null : PagesFrom(state, first, last);
    }

    private static StoreRead PagesFrom(AssetState state, long first, long last) =>
        new(StoreReadKind.Pages, state, first * BlockPages.PageMicros, (last + 1) * BlockPages.PageMicros - 1);

    private StoreRead? NeededCells(AssetState state)
    {
        var (first, last) = (long.MaxValue, long.MinValue);
        foreach (var cell in Touched)
        {
            if (state.Blocks.Find(cell) is null or { Readings: not null }) continue;
            if (first == long.MaxValue) first = cell;
            else if (cell - first >= MaxCellMicros) break;
            last = cell;
        }
        return first == long.MaxValue ? null : new StoreRead(StoreReadKind.Cells, state, first, last + BlockGrid.CellMicros - 1);
    }
}
