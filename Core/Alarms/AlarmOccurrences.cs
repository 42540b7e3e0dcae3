using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Core.Alarms;

/// <summary>The events of one alarm as known at one moment: the newest row of each (level, event time). Pure functions.</summary>
internal static class AlarmOccurrences
{
    // Late data reaches back over few occurrences; the rest is history, in the store.
    private const int KeptOver = 16;

    // Only the newest are described in words.
    private const int Described = 4;

    /// <summary>The events after further rows, in event-time order.</summary>
    public static AlarmEventRow[] Merge(AlarmEventRow[] events, IEnumerable<AlarmEventRow> rows)
    {
        var merged = events.ToList();
        foreach (var row in rows)
        {
            var at = merged.FindIndex(e => IsSame(e, row));
            if (at >= 0) merged[at] = row;
            else merged.Add(row);
        }
        merged.Sort(static (a, b) => a.EventTimeUnixMicros != b.EventTimeUnixMicros
            ? a.EventTimeUnixMicros.CompareTo(b.EventTimeUnixMicros) : string.CompareOrdinal(a.Level, b.Level));
        var over = merged.Count(e => !Stands(e)) - KeptOver;
        if (over > 0) merged.RemoveAll(e => !Stands(e) && over-- > 0);
        var undescribed = merged.Count(e => !Stands(e)) - Described;
        for (var i = 0; undescribed > 0; i++)
            if (!Stands(merged[i]) && undescribed-- > 0) merged[i] = merged[i] with { Because = null };
        return [.. merged];
    }

    public static bool IsSame(in AlarmEventRow one, in AlarmEventRow other) =>
        one.EventTimeUnixMicros == other.EventTimeUnixMicros && one.Level == other.Level;

    public static bool Stands(in AlarmEventRow row) => !row.Withdrawn && row.ReturnedUnixMicros == UnixMicros.None;

    /// <summary>The standing event of greatest priority, of several the last begun; null when none stands.</summary>
    public static AlarmEventRow? Top(AlarmEventRow[] events)
    {
        AlarmEventRow? top = null;
        foreach (var row in events)
            if (Stands(row) && !(row.Priority < top?.Priority)) top = row;
        return top;
    }

    /// <summary>Beginning of the occurrence that stands: of its standing events and of all that overlap one after the other.</summary>
    public static long Onset(AlarmEventRow[] events)
    {
        var onset = long.MaxValue;
        foreach (var row in events)
            if (Stands(row)) onset = Math.Min(onset, row.EventTimeUnixMicros);
        for (var i = events.Length - 1; i >= 0; i--)
            if (!events[i].Withdrawn && events[i].EventTimeUnixMicros < onset && LevelTimes.AreOne(events[i].ReturnedUnixMicros, onset))
                onset = events[i].EventTimeUnixMicros;
        return onset;
    }

    /// <summary>End of the events that are over and begin at or after a time; none when there are none.</summary>
    public static long Returned(AlarmEventRow[] events, long sinceUnixMicros)
    {
        var returned = UnixMicros.None;
        foreach (var row in events)
            if (!row.Withdrawn && row.EventTimeUnixMicros >= sinceUnixMicros) returned = Math.Max(returned, row.ReturnedUnixMicros);
        return returned;
    }

    public static bool Overlap(in AlarmEventRow one, in AlarmEventRow other) =>
        one.EventTimeUnixMicros < End(other) && other.EventTimeUnixMicros < End(one);

    private static long End(in AlarmEventRow row) => row.ReturnedUnixMicros == UnixMicros.None ? long.MaxValue : row.ReturnedUnixMicros;
}
