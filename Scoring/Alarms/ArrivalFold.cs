using Maintenance.Core.Time;

namespace Maintenance.Scoring.Alarms;

/// <summary>
/// Judges arrival: the silence between two receptions or between the last one and now, and how far stamps are ahead of their reception.
/// Threading: one worker.
/// </summary>
internal sealed class ArrivalFold
{
    /// <summary>How often a rule with a schedule looks again while silence lasts, µs.</summary>
    private const long Look = 60 * UnixMicros.PerSecond;

    private readonly AlarmEventFold _fold = new();
    private readonly AlarmInputs _inputs = new();

    /// <summary>Nothing came in a time.</summary>
    /// <param name="arrival">What is known.</param>
    /// <param name="tip">What the asset's newest blocks say, for filters.</param>
    /// <param name="heard">Last reception, Unix µs.</param>
    /// <param name="until">Now, or the next reception, Unix µs.</param>
    /// <param name="found">Receives the changes as well; null when nobody asks.</param>
    public void Pass(AssetArrival arrival, FoldState tip, long heard, long until, List<AlarmChange>? found = null)
    {
        if (until <= heard || (arrival.IsIdle && until - heard <= arrival.State!.Rules.MinSilence)) return;
        // What is raised is the same whoever looks, and when: the clock while silence lasts, or the record that ends it.
        foreach (var level in arrival.State!.Rules.SilentLevels)
            if (heard + level.SilenceDue is var due && due > arrival.SeenTo && due < until)
                Judge(arrival, tip, (heard, due), float.NaN, found);
        Judge(arrival, tip, (heard, until), float.NaN, found);
        arrival.SeenTo = until;
    }

    /// <summary>A record came.</summary>
    /// <param name="arrival">What is known.</param>
    /// <param name="tip">What the asset's newest blocks say, for filters.</param>
    /// <param name="at">Reception, Unix µs.</param>
    /// <param name="stamp">Event time of its last reading, Unix µs.</param>
    /// <param name="found">Receives the changes as well; null when nobody asks.</param>
    public void Hear(AssetArrival arrival, FoldState tip, long at, long stamp, List<AlarmChange>? found = null)
    {
        arrival.SeenTo = long.MinValue;
        var ahead = (float)((double)Math.Max(0, stamp - at) / UnixMicros.PerSecond);
        if (!arrival.IsIdle || ahead > arrival.State!.Rules.MinAhead) Judge(arrival, tip, (at, at), ahead, found);
    }

    /// <summary>When the clock could show something next, Unix µs; <see cref="long.MaxValue"/>: never.</summary>
    public static long DueOf(AssetArrival arrival, long heard)
    {
        var due = long.MaxValue;
        foreach (var rule in arrival.State!.Rules.Rules)
        {
            if (!rule.UsesArrival) continue;
            if (rule.Period.FromUnixMicros > arrival.SeenTo) Note(Math.Max(heard, rule.Period.FromUnixMicros));
            foreach (var level in rule.Levels)
            {
                if (!level.IsByArrival) continue;
                ref readonly var s = ref arrival.State.Levels[level.Index];
                if (s.Phase == LevelPhase.Leaving) Note(s.Left + level.OffDelay);
                if (s.Phase != LevelPhase.Idle && rule.Period.UntilUnixMicros != long.MaxValue) Note(rule.Period.UntilUnixMicros);
                if (level.SilenceMicros < 0) continue;
                if (s.Phase != LevelPhase.Standing) Note(heard + level.SilenceDue);
                if (rule.Hours is not null) Note(Math.Max(heard + level.SilenceDue, arrival.SeenTo + Look));
            }
        }
        return due;

        void Note(long at)
        {
            if (at > arrival.SeenTo) due = Math.Min(due, at);
        }
    }

    private void Judge(AssetArrival arrival, FoldState tip, (long From, long Until) time, float ahead, List<AlarmChange>? found)
    {
        var state = arrival.State!;
        for (var i = 0; i < state.Truths.Length; i++)
            if (!state.Rules.IsArrival(i)) state.Truths[i] = tip.Truths[i];
        _fold.FoldArrival(state, _inputs.OfArrival(state.Rules, time.Until - time.From, ahead), time.From, time.Until);
        found?.AddRange(_fold.Changes);
        arrival.Apply(_fold.Changes);
    }
}
