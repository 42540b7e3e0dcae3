using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Core.Alarms;

/// <summary>What further rows of <c>alarm_event</c> do to an alarm: compares the events known before with those known now.</summary>
internal static class EventFold
{
    public static void Apply(AlarmFold fold, AlarmEntry entry, IEnumerable<AlarmEventRow> rows, long at)
    {
        var before = entry.Events;
        var fresh = rows.ToArray();
        var events = AlarmOccurrences.Merge(before, fresh);
        entry = entry with { Events = events };
        fold.Put(entry);
        if (AlarmOccurrences.Top(events) is { } top) Standing(fold, entry, before, top, at);
        else if (entry.Status.IsActive) Ended(fold, entry, before, at);
        else Over(fold, entry, before, fresh, at);
    }

    private static void Standing(AlarmFold fold, AlarmEntry entry, AlarmEventRow[] before, AlarmEventRow top, long at)
    {
        var onset = AlarmOccurrences.Onset(entry.Events);
        var priority = (AlarmPriority)top.Priority;
        if (entry.Status.IsActive && EndedBefore(entry, before, onset) is { } returned)
            entry = fold.Step(entry, Return(entry, returned, at));
        if (!entry.Status.IsActive)
        {
            fold.Step(Known(entry, top, onset, at), new(AlarmTriggerKind.Raise, at) { Priority = priority, OnsetUnixMicros = onset });
            return;
        }
        if (onset != entry.Status.OnsetUnixMicros)
            entry = entry with { Status = entry.Status with { OnsetUnixMicros = onset, ChangedUnixMicros = at } };
        entry = entry with { Shown = top };
        fold.Put(entry);
        if (priority > entry.Status.Priority) fold.Step(entry, new(AlarmTriggerKind.PriorityUp, at) { Priority = priority });
        else if (priority < entry.Status.Priority) fold.Step(entry, new(AlarmTriggerKind.PriorityDown, at) { Priority = priority });
    }

    // The end of what stood, when what stands now is another occurrence.
    private static long? EndedBefore(AlarmEntry entry, AlarmEventRow[] before, long onset)
    {
        var ended = UnixMicros.None;
        foreach (var old in before)
        {
            if (!AlarmOccurrences.Stands(old)) continue;
            foreach (var now in entry.Events)
                if (AlarmOccurrences.IsSame(now, old) && !now.Withdrawn)
                {
                    if (now.ReturnedUnixMicros == UnixMicros.None || LevelTimes.AreOne(now.ReturnedUnixMicros, onset)) return null;
                    ended = Math.Max(ended, now.ReturnedUnixMicros);
                }
        }
        return ended == UnixMicros.None ? null : ended;
    }

    private static void Ended(AlarmFold fold, AlarmEntry entry, AlarmEventRow[] before, long at)
    {
        var returned = AlarmOccurrences.Returned(entry.Events, entry.Status.OnsetUnixMicros);
        if (returned == UnixMicros.None) returned = ReturnedOf(entry.Events, before);
        if (returned != UnixMicros.None) fold.Step(Describe(entry, returned), Return(entry, returned, at));
        else Withdraw(fold, entry, at);
    }

    // What stood was withdrawn, and rows that overlap it tell what was instead.
    private static long ReturnedOf(AlarmEventRow[] events, AlarmEventRow[] before)
    {
        var returned = UnixMicros.None;
        foreach (var row in events)
            if (!row.Withdrawn && Array.Exists(before, b => AlarmOccurrences.Stands(b) && AlarmOccurrences.Overlap(b, row)))
                returned = Math.Max(returned, row.ReturnedUnixMicros);
        return returned;
    }

    private static void Withdraw(AlarmFold fold, AlarmEntry entry, long at)
    {
        var shown = Array.FindIndex(entry.Events, e => entry.Shown is { } old && AlarmOccurrences.IsSame(old, e));
        entry = entry with { IsWithdrawn = true, Shown = shown < 0 ? entry.Shown : entry.Events[shown] };
        // Other occurrences still wait for their acknowledgement.
        if (entry.Owed > 1 && entry.Status.IsActive) fold.Step(entry with { Owed = entry.Owed - 1 }, Return(entry, at, at));
        else if (entry.Owed > 1) fold.Put(entry with { Owed = entry.Owed - 1 });
        else fold.Step(entry, new(AlarmTriggerKind.Withdraw, at));
    }

    private static void Over(AlarmFold fold, AlarmEntry entry, AlarmEventRow[] before, AlarmEventRow[] fresh, long at)
    {
        AlarmEventRow? late = null;
        foreach (var row in fresh)
            if (!row.Withdrawn && !Array.Exists(before, b => AlarmOccurrences.IsSame(b, row) || AlarmOccurrences.Overlap(b, row))
                && !(row.Priority < late?.Priority)) late = row;
        if (late is { } found)
        {
            if (entry.Status.IsSilenced) return;
            if (entry.Status.HighestSinceAcknowledged is null) entry = Known(entry, found, found.EventTimeUnixMicros, at);
            else entry = entry with { Owed = entry.Owed + 1 };
            fold.Step(entry, new(AlarmTriggerKind.FoundLate, at)
            {
                Priority = (AlarmPriority)found.Priority, OnsetUnixMicros = found.EventTimeUnixMicros,
                UntilUnixMicros = found.ReturnedUnixMicros, Latches = entry.Period.Rule.Latched,
            });
            return;
        }
        var status = entry.Status;
        if (status.OnsetUnixMicros == UnixMicros.None) return;
        var returned = UnixMicros.None;
        var onset = long.MaxValue;
        foreach (var row in entry.Events)
            if (!row.Withdrawn && row.EventTimeUnixMicros < status.ReturnedUnixMicros && row.ReturnedUnixMicros > status.OnsetUnixMicros)
                (onset, returned) = (Math.Min(onset, row.EventTimeUnixMicros), Math.Max(returned, row.ReturnedUnixMicros));
        if (returned == UnixMicros.None)
        {
            if (!entry.IsWithdrawn) Withdraw(fold, entry, at);
        }
        else if ((onset, returned) != (status.OnsetUnixMicros, status.ReturnedUnixMicros))
        {
            entry = entry with { Status = status with { OnsetUnixMicros = onset, ReturnedUnixMicros = returned, ChangedUnixMicros = at } };
            fold.Put(Describe(entry, returned));
        }
    }

    private static AlarmEntry Known(AlarmEntry entry, AlarmEventRow shown, long onset, long at) => entry with
    {
        Shown = shown,
        KnownAtUnixMicros = at,
        IsLate = shown.ReturnedUnixMicros != UnixMicros.None || at - Math.Max(onset, shown.RaisedUnixMicros) > LateMicros,
        IsWithdrawn = false,
        Owed = entry.Owed + 1,
    };

    private static readonly long LateMicros = UnixMicros.Length(Alarm.LateAfter);

    private static AlarmEntry Describe(AlarmEntry entry, long returned)
    {
        AlarmEventRow? shown = null;
        foreach (var row in entry.Events)
            if (!row.Withdrawn && row.ReturnedUnixMicros <= returned && row.ReturnedUnixMicros > entry.Status.OnsetUnixMicros
                && !(row.Priority < shown?.Priority)) shown = row;
        return entry with { Shown = shown ?? entry.Shown };
    }

    private static AlarmTrigger Return(AlarmEntry entry, long returned, long at) =>
        new(AlarmTriggerKind.Return, at) { UntilUnixMicros = returned, Latches = entry.Period.Rule.Latched };
}
