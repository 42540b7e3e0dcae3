using Maintenance.Core.Time;

namespace Maintenance.Scoring.Alarms;

/// <summary>Judges silence: the time between two receptions, or between the last one and now. Threading: one worker.</summary>
internal sealed class SilenceFold
{
    /// <summary>How often a rule with a schedule looks again while silence lasts, µs.</summary>
    private const long Look = 60 * UnixMicros.PerSecond;

    private readonly AlarmEventFold _fold = new();
    private readonly AlarmInputs _inputs = new();

    /// <summary>Nothing came in a time.</summary>
    /// <param name="silence">What is known.</param>
    /// <param name="tip">What the asset's newest blocks say, for filters.</param>
    /// <param name="heard">Last reception, Unix µs.</param>
    /// <param name="until">Now, or the next reception, Unix µs.</param>
    /// <param name="found">Receives the changes as well; null when nobody asks.</param>
    public void Pass(AssetSilence silence, FoldState tip, long heard, long until, List<AlarmChange>? found = null)
    {
        if (silence.IsIdle && until - heard <= silence.State!.Rules.MinSilence) return;
        // What is raised is the same whoever looks, and when: the clock while silence lasts, or the record that ends it.
        foreach (var level in silence.State!.Rules.SilentLevels)
            if (heard + level.SilenceDue is var due && due > silence.SeenTo && due < until) Judge(silence, tip, heard, due, found);
        Judge(silence, tip, heard, until, found);
        silence.SeenTo = until;
    }

    /// <summary>A record came.</summary>
    public void Hear(AssetSilence silence, FoldState tip, long at, List<AlarmChange>? found = null)
    {
        silence.SeenTo = long.MinValue;
        if (!silence.IsIdle) Judge(silence, tip, at, at, found);
    }

    /// <summary>When the clock could show something next, Unix µs; <see cref="long.MaxValue"/>: never.</summary>
    public static long DueOf(AssetSilence silence, long heard)
    {
        var due = long.MaxValue;
        foreach (var rule in silence.State!.Rules.Rules)
        {
            if (!rule.UsesGap) continue;
            if (rule.Period.FromUnixMicros > silence.SeenTo) Note(Math.Max(heard, rule.Period.FromUnixMicros));
            foreach (var level in rule.Levels)
            {
                if (level.SilenceMicros < 0) continue;
                ref readonly var s = ref silence.State.Levels[level.Index];
                if (s.Phase == LevelPhase.Leaving) Note(s.Left + level.OffDelay);
                if (s.Phase != LevelPhase.Idle && rule.Period.UntilUnixMicros != long.MaxValue) Note(rule.Period.UntilUnixMicros);
                if (s.Phase != LevelPhase.Standing) Note(heard + level.SilenceDue);
                if (rule.Hours is not null) Note(Math.Max(heard + level.SilenceDue, silence.SeenTo + Look));
            }
        }
        return due;

        void Note(long at)
        {
            if (at > silence.SeenTo) due = Math.Min(due, at);
        }
    }

    private void Judge(AssetSilence silence, FoldState tip, long heard, long until, List<AlarmChange>? found)
    {
        tip.Truths.CopyTo(silence.State!.Truths, 0);
        _fold.FoldSilence(silence.State, _inputs.OfSilence(silence.State.Rules, until - heard), heard, until);
        found?.AddRange(_fold.Changes);
        silence.Apply(_fold.Changes);
    }
}
