using Maintenance.Core.Time;

namespace Maintenance.Scoring.Alarms;

/// <summary>
/// Judges one reading after the other, in event-time order: the state after it and what it changes are a function of the state before, of
/// the values and of the time alone. Allocates nothing but room for changes. Threading: one worker.
/// </summary>
internal sealed class AlarmEventFold
{
    /// <summary>What the folded readings changed, in order; the caller clears it.</summary>
    public List<AlarmChange> Changes { get; } = [];

    /// <summary>True when only blocks are known, not their arrival: then they show how far clocks are ahead.</summary>
    public bool BlocksAlone { get; init; }

    /// <summary>Folds a block.</summary>
    /// <param name="state">State, changed.</param>
    /// <param name="values">Values of the rules' signals; NaN where missing.</param>
    /// <param name="time">Event time, Unix µs; later than the one before.</param>
    public void Fold(FoldState state, ReadOnlySpan<float> values, long time)
    {
        var active = Enter(state, time);
        foreach (var rule in active) Judge(state, rule, values, time, time, byArrival: false);
    }

    /// <summary>Folds a time in which nothing came; none in which something did: only levels that arrival shows.</summary>
    /// <param name="state">State, changed.</param>
    /// <param name="values">Values of the rules' signals, all missing but those of arrival.</param>
    /// <param name="from">Last reception, Unix µs.</param>
    /// <param name="until">Now, or the next reception, Unix µs.</param>
    public void FoldArrival(FoldState state, ReadOnlySpan<float> values, long from, long until)
    {
        var active = Enter(state, until);
        foreach (var rule in active)
            if (rule.UsesArrival) Judge(state, rule, values, from, until, byArrival: true);
    }

    /// <summary>Finds the alarms whose off-delay the clock shows to be over although nothing came; the state stays as it is.</summary>
    /// <param name="state">State after the last block.</param>
    /// <param name="heard">Last reception, Unix µs.</param>
    /// <param name="now">The clock, Unix µs.</param>
    public void FindLeft(FoldState state, long heard, long now)
    {
        foreach (var level in state.Rules.Levels)
            if (state.Levels[level.Index] is { Phase: LevelPhase.Leaving } s && now >= Math.Max(s.Left, heard) + level.OffDelay)
                Changes.Add(ChangeOf(level, s, s.Left, AlarmEnd.Normal));
    }

    private CompiledRule[] Enter(FoldState state, long time)
    {
        var segment = state.Rules.SegmentOf(time);
        var active = state.Rules.ActiveIn(segment);
        if (segment == state.Segment) return active;
        foreach (var rule in state.Rules.Rules)
            if (!rule.IsIn(time) && !state.IsClear(rule)) EndRule(state, rule, Math.Min(time, rule.Period.UntilUnixMicros));
        state.Segment = segment;
        return active;
    }

    private void EndRule(FoldState state, CompiledRule rule, long at)
    {
        foreach (var level in rule.Levels) Stop(state, level, at, AlarmEnd.RuleChanged);
        state.Truths.AsSpan(rule.FirstComparator, rule.Comparators).Clear();
    }

    private void Judge(FoldState state, CompiledRule rule, ReadOnlySpan<float> values, long time, long until, bool byArrival)
    {
        var truths = state.Truths;
        if (rule.While is not null) Compare(state, values, rule.FirstComparator, rule.FilterComparators);
        if ((rule.While is { } filter && filter.Evaluate(truths) != Truth.True) || rule.Hours?.Contains(until) == false)
        {
            foreach (var level in rule.Levels) Stop(state, level, until, AlarmEnd.Suppressed);
            truths.AsSpan(rule.FirstComparator + rule.FilterComparators, rule.Comparators - rule.FilterComparators).Clear();
            return;
        }
        Compare(state, values, rule.FirstComparator + rule.FilterComparators, rule.Comparators - rule.FilterComparators);
        foreach (var level in rule.Levels)
        {
            var isSilence = level.SilenceMicros >= 0;
            // What arrival shows is shown by it alone, everything else by blocks alone.
            if (byArrival != (level.IsByArrival && (isSilence || !BlocksAlone))) continue;
            var truth = IsShown(state.Rules, level, values) ? level.When.Evaluate(truths) : Truth.Unknown;
            Leave(state, level, isSilence ? Math.Min(until, time + level.SilenceMicros) : until);
            Step(state, level, values, time, truth, isSilence);
            if (isSilence) RaiseSilent(state, level, until);
        }
    }

    private static void Compare(FoldState state, ReadOnlySpan<float> values, int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            ref readonly var comparator = ref state.Rules.Comparators[i];
            state.Truths[i] = comparator.Next(values[comparator.Signal], state.Truths[i]);
        }
    }

    // A reading with none of a level's signals says nothing of it.
    private static bool IsShown(CompiledRules rules, CompiledLevel level, ReadOnlySpan<float> values)
    {
        foreach (var comparator in level.When.Comparators)
            if (!float.IsNaN(values[rules.Comparators[comparator].Signal])) return true;
        return level.When.Comparators.Length == 0;
    }

    // That time has come so far is shown by any reading; that the condition is gone was shown by the first normal one.
    private void Leave(FoldState state, CompiledLevel level, long time)
    {
        ref var s = ref state.Levels[level.Index];
        if (s.Phase == LevelPhase.Leaving && time - s.Left >= level.OffDelay) Return(state, level, s.Left, AlarmEnd.Normal);
    }

    private void Step(
        FoldState state, CompiledLevel level, ReadOnlySpan<float> values, long time, Truth truth, bool isSilence)
    {
        ref var s = ref state.Levels[level.Index];
        if (truth == Truth.Unknown) return;
        switch (s.Phase)
        {
            case LevelPhase.Idle when truth == Truth.True:
                Begin(state, level, values, time, isSilence);
                break;
            case LevelPhase.Counted or LevelPhase.Pending when truth == Truth.False:
                s = default;
                break;
            case LevelPhase.Pending when time >= s.Due && !isSilence:
                Raise(ref s, level);
                break;
            case LevelPhase.Standing when truth == Truth.False:
                (s.Phase, s.Left) = (LevelPhase.Leaving, time);
                if (level.OffDelay == 0) Return(state, level, time, AlarmEnd.Normal);
                break;
            case LevelPhase.Leaving when truth == Truth.True:
                (s.Phase, s.Left) = (LevelPhase.Standing, 0);
                Changes.Add(ChangeOf(level, s, UnixMicros.None, AlarmEnd.Normal));
                break;
        }
    }

    private void Begin(FoldState state, CompiledLevel level, ReadOnlySpan<float> values, long time, bool isSilence)
    {
        ref var s = ref state.Levels[level.Index];
        var onset = time;
        if (level.Onsets > 0)
        {
            onset = Count(state.OnsetsOf(level), time, level.Within);
            if (onset == 0)
            {
                s.Phase = LevelPhase.Counted;
                return;
            }
        }
        s.Phase = LevelPhase.Pending;
        s.Onset = onset;
        s.Value = level.MainSignal < 0 ? float.NaN : values[level.MainSignal];
        s.Due = time + level.OnDelay + (isSilence ? level.SilenceMicros : 0);
        if (level.OnDelay == 0 && !isSilence) Raise(ref s, level);
    }

    // Silence proves itself, by lasting.
    private void RaiseSilent(FoldState state, CompiledLevel level, long until)
    {
        ref var s = ref state.Levels[level.Index];
        if (s.Phase != LevelPhase.Pending || s.Due > until) return;
        s.Value = (float)((double)(s.Due - level.OnDelay - s.Onset) / UnixMicros.PerSecond);
        Raise(ref s, level);
    }

    // Adds an onset. Returns the first one when there are enough of them, else 0.
    private static long Count(Span<long> onsets, long time, long within)
    {
        var kept = 0;
        foreach (var onset in onsets)
            if (onset != 0 && time - onset <= within) onsets[kept++] = onset;
        if (kept == onsets.Length)
        {
            onsets[1..].CopyTo(onsets);
            kept--;
        }
        onsets[kept++] = time;
        onsets[kept..].Clear();
        return kept == onsets.Length ? onsets[0] : 0;
    }

    private void Raise(ref LevelState s, CompiledLevel level)
    {
        s.Phase = LevelPhase.Standing;
        Changes.Add(ChangeOf(level, s, UnixMicros.None, AlarmEnd.Normal));
    }

    private void Return(FoldState state, CompiledLevel level, long returned, AlarmEnd end)
    {
        ref var s = ref state.Levels[level.Index];
        Changes.Add(ChangeOf(level, s, returned, end));
        s = default;
        state.OnsetsOf(level).Clear();
    }

    // What it stood for ends here, unless its condition was gone before.
    private void Stop(FoldState state, CompiledLevel level, long at, AlarmEnd end)
    {
        ref var s = ref state.Levels[level.Index];
        if (s.Phase == LevelPhase.Idle && level.Onsets == 0) return;
        if (s.Phase == LevelPhase.Leaving) Return(state, level, s.Left, AlarmEnd.Normal);
        else if (s.Phase == LevelPhase.Standing) Return(state, level, at, end);
        s = default;
        state.OnsetsOf(level).Clear();
    }

    private static AlarmChange ChangeOf(CompiledLevel level, in LevelState s, long returned, AlarmEnd end) =>
        new(level, s.Onset, s.Due, returned, s.Value, end);
}
