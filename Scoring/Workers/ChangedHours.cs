using Maintenance.Core.Tables;
using Maintenance.Queries.RollUps;
using Maintenance.Scoring.Blocks;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Hours that the record in hand changes, for <c>history_hour</c>. An asset's newest hour is written once when it opens and once when a
/// block of a later hour closes it; every other hour with each record that changes it, in the same commit. So no roll-up of what was
/// before the record counts after it. Threading: one worker.
/// </summary>
internal sealed class ChangedHours
{
    /// <summary>Of an asset of which this worker has processed no block yet.</summary>
    public const long NoneOpen = long.MinValue;

    private readonly List<long> _hours = [];

    /// <summary>Notes a row.</summary>
    public void Note(long eventTimeUnixMicros)
    {
        var hour = RollUpHours.HourOf(eventTimeUnixMicros);
        if (!_hours.Contains(hour)) _hours.Add(hour);
    }

    /// <summary>Writes what the record changed.</summary>
    public void MoveTo(TableBatch<HistoryHourRow> rows, AssetState state, in BlockOrigin origin)
    {
        foreach (var hour in _hours)
        {
            if (hour <= state.OpenHour) continue;
            if (state.OpenHour != NoneOpen) rows.Add(Row(state.OpenHour, state, origin, origin.Offset));
            state.OpenHour = hour;
            rows.Add(Row(hour, state, origin, HistoryHourRow.Open));
        }
        foreach (var hour in _hours)
            if (hour < state.OpenHour) rows.Add(Row(hour, state, origin, origin.Offset));
        _hours.Clear();
    }

    private static HistoryHourRow Row(long hour, AssetState state, in BlockOrigin origin, long offset) => new()
    {
        Asset = state.Id,
        EventTimeUnixMicros = hour,
        LogPartition = origin.Partition,
        LogOffset = offset,
    };
}
