using Maintenance.Core.Tables;

namespace Maintenance.Scoring.Alarms;

/// <summary>
/// What rules say of the arrival of an asset's data: that nothing came, or that stamps are ahead. Times are those of reception, so that
/// data which comes late neither withdraws nor moves it (docs/decisions/0047-silence-is-about-arrival.md). Threading: one worker.
/// </summary>
internal sealed class AssetArrival
{
    /// <summary>State of the levels that judge arrival; null before the rules are known.</summary>
    public FoldState? State { get; private set; }

    /// <summary>Its alarms: those that stand, and those to be written.</summary>
    public AlarmEvents Events { get; } = new();

    /// <summary>Through when the silence that lasts is judged, Unix µs.</summary>
    public long SeenTo { get; set; } = long.MinValue;

    /// <summary>True while no level is on its way.</summary>
    public bool IsIdle { get; private set; } = true;

    /// <summary>Takes over rules.</summary>
    /// <param name="rules">Rules.</param>
    /// <param name="at">The present, Unix µs: what none of them knows any more ends.</param>
    public void Use(CompiledRules rules, long at = long.MinValue)
    {
        State = State is null ? new FoldState(rules) : FoldStateText.Restored(rules, FoldStateText.Of(State));
        Events.EndOrphans(State, rules.ArrivalLevels, at);
        SeenTo = long.MinValue;
        NoteIdle();
    }

    /// <summary>Takes over what stands by the store.</summary>
    /// <param name="rows">Rows of any rules, as currently known.</param>
    /// <param name="heard">Last reception, Unix µs.</param>
    public void Restore(IEnumerable<AlarmEventRow> rows, long heard)
    {
        foreach (var row in rows)
        {
            if (State!.Rules.ArrivalLevelOf(row) is not { } level) continue;
            Events.Add(row);
            if (Events.Find(level, row.EventTimeUnixMicros)?.Content.IsOpen != true) continue;
            var isBack = level.SilenceMicros >= 0 && heard > row.RaisedUnixMicros;
            State.Levels[level.Index] = new LevelState
            {
                Phase = isBack ? LevelPhase.Leaving : LevelPhase.Standing,
                Onset = row.EventTimeUnixMicros,
                Due = row.RaisedUnixMicros,
                Left = isBack ? heard : 0,
                Value = row.Value,
            };
            // Within its deadband it goes on.
            foreach (var comparator in level.When.Comparators)
                if (State.Rules.IsArrival(comparator)) State.Truths[comparator] = Truth.True;
        }
        Events.Forget(long.MaxValue);
        NoteIdle();
    }

    /// <summary>Applies what a fold found, and empties its list.</summary>
    public void Apply(List<AlarmChange> changes)
    {
        foreach (var change in changes) Events.Apply(change);
        changes.Clear();
        NoteIdle();
    }

    private void NoteIdle()
    {
        IsIdle = true;
        foreach (var level in State!.Rules.ArrivalLevels) IsIdle &= State.Levels[level.Index].Phase == LevelPhase.Idle;
    }
}
