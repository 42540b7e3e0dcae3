using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Scoring.Alarms;

/// <summary>The alarms of an asset that a worker keeps, by onset, and which of them have changed since their newest row.</summary>
internal sealed class AlarmEvents
{
    private readonly List<AlarmEvent> _events = [];
    private readonly List<AlarmEvent> _touched = [];

    /// <summary>All that are kept, by onset.</summary>
    public IReadOnlyList<AlarmEvent> All => _events;

    /// <summary>Takes over a row of the store, unless the alarm is already in memory.</summary>
    public void Add(in AlarmEventRow row)
    {
        var at = IndexOf(row.EventTimeUnixMicros);
        for (var i = at; i < _events.Count && _events[i].Onset == row.EventTimeUnixMicros; i++)
            if (_events[i].Rule == row.Rule && _events[i].Level == row.Level) return;
        var content = new AlarmContent(
            row.RuleVersion, row.Priority, row.RaisedUnixMicros, row.ReturnedUnixMicros, row.Value, row.Limit, row.Withdrawn, row.Because);
        _events.Insert(at, new AlarmEvent(row.Rule, row.Level, row.EventTimeUnixMicros) { Content = content, Written = content });
    }

    /// <summary>The alarm of a level and onset; null when there is none.</summary>
    public AlarmEvent? Find(CompiledLevel level, long onset)
    {
        for (var i = IndexOf(onset); i < _events.Count && _events[i].Onset == onset; i++)
            if (_events[i].Is(level, onset)) return _events[i];
        return null;
    }

    /// <summary>Applies what a fold found.</summary>
    public AlarmEvent Apply(in AlarmChange change)
    {
        var alarm = Find(change.Level, change.Onset);
        if (alarm is null)
        {
            alarm = new AlarmEvent(change.Level.Rule.Id, change.Level.Level.Name, change.Onset);
            _events.Insert(IndexOf(change.Onset), alarm);
        }
        Set(alarm, AlarmContent.Of(change));
        return alarm;
    }

    /// <summary>Sets what is known of an alarm.</summary>
    public void Set(AlarmEvent alarm, in AlarmContent content)
    {
        alarm.Content = content;
        if (alarm.IsTouched) return;
        alarm.IsTouched = true;
        _touched.Add(alarm);
    }

    /// <summary>
    /// Ends what no level holds any more: rules that no longer apply to the asset raised it, as it has been registered at another place or
    /// as of another kind since.
    /// </summary>
    /// <param name="state">State at the present.</param>
    /// <param name="levels">Levels of the rules that may hold one.</param>
    /// <param name="at">The present, Unix µs.</param>
    public void EndOrphans(FoldState state, CompiledLevel[] levels, long at)
    {
        foreach (var alarm in _events)
        {
            var known = alarm.Content;
            if (!known.IsOpen || IsHeld(alarm, state, levels)) continue;
            Set(alarm, known with { Returned = Math.Max(at, known.Raised), Because = $"{known.Because}; {AlarmText.Moved}" });
        }
    }

    private static bool IsHeld(AlarmEvent alarm, FoldState state, CompiledLevel[] levels)
    {
        foreach (var level in levels)
            if (alarm.Is(level, alarm.Onset) && state.Levels[level.Index] is { HasEvent: true } s && s.Onset == alarm.Onset) return true;
        return false;
    }

    /// <summary>Gives the alarms that need a row, and takes the row as written.</summary>
    public void Flush(Action<AlarmEvent> write)
    {
        foreach (var alarm in _touched)
        {
            alarm.IsTouched = false;
            if (alarm.Written == alarm.Content || (alarm.Written is null && alarm.Content.Withdrawn)) continue;
            alarm.Written = alarm.Content;
            write(alarm);
        }
        _touched.Clear();
    }

    /// <summary>Index of the first alarm that began at a time or later.</summary>
    public int IndexOf(long onset)
    {
        if (_events.Count == 0 || _events[^1].Onset < onset) return _events.Count;
        var (low, high) = (0, _events.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_events[middle].Onset < onset) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>Forgets alarms that ended before a time.</summary>
    public void Forget(long before) => _events.RemoveAll(e => !e.IsTouched && e.Onset < before
        && (e.Content.Withdrawn || (e.Content.Returned != UnixMicros.None && e.Content.Returned < before)));
}
