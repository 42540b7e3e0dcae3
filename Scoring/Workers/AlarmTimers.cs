using Maintenance.Core.Time;
using Maintenance.Scoring.Alarms;
using Maintenance.Scoring.Blocks;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Alarms that only the clock can show: that nothing comes any more, and that an off-delay is over although nothing came. Both count from
/// the last reception, so that a drill whose data arrive late is not taken for silent. The state of the fold is left alone: what comes
/// later is judged as if the clock had said nothing, and corrects it. An asset has at most one entry, looked at again when it is due.
/// Threading: one worker.
/// </summary>
internal sealed class AlarmTimers
{
    private readonly AlarmEventFold _fold = new();
    private readonly AlarmInputs _inputs = new();
    private readonly PriorityQueue<AssetState, long> _due = new();

    /// <summary>Sets an asset's timer after its blocks were judged.</summary>
    public void Set(AssetState state)
    {
        if (state.Alarms.IsTimed || DueOf(state) is not (var due and < long.MaxValue)) return;
        state.Alarms.IsTimed = true;
        _due.Enqueue(state, due);
    }

    /// <summary>Judges the assets whose timers are due.</summary>
    /// <param name="now">The clock, Unix µs.</param>
    /// <param name="partition">Partition.</param>
    /// <param name="offset">Last record processed.</param>
    /// <param name="rows">Receives the rows.</param>
    public void Tick(long now, int partition, long offset, StagedRows rows)
    {
        while (_due.TryPeek(out var state, out var due) && due <= now)
        {
            _due.Dequeue();
            var alarms = state.Alarms;
            alarms.IsTimed = false;
            if (!state.IsWaiting && DueOf(state) <= now)
            {
                EndLeft(state, now);
                if (alarms.Rules!.UsesGap) RaiseSilent(state, now);
                var known = Math.Max(now, Math.Max(alarms.KnownAtUnixMicros, state.KnownAtUnixMicros) + 1);
                alarms.Events.Flush(alarm =>
                {
                    rows.Add(state.Id, alarm, new BlockOrigin(partition, offset, known));
                    alarms.KnownAtUnixMicros = known;
                });
            }
            Set(state);
        }
    }

    // When the clock could show something next; in the past when it has not been looked at.
    private static long DueOf(AssetState state)
    {
        var alarms = state.Alarms;
        if (alarms.Tip is not { } tip || alarms.TipEnd <= AssetAlarms.UnknownEnd) return long.MaxValue;
        var due = long.MaxValue;
        foreach (var level in alarms.Rules!.Levels)
        {
            ref readonly var s = ref tip.Levels[level.Index];
            if (s.Phase == LevelPhase.Leaving && alarms.Events.Find(level, s.Onset)?.Content.Returned == UnixMicros.None)
                due = Math.Min(due, Math.Max(s.Left, state.KnownAtUnixMicros) + level.OffDelay);
            if (level.SilenceMicros >= 0 && alarms.SilenceSeenTo < SilenceDue(level))
                due = Math.Min(due, Math.Max(alarms.TipEnd, state.KnownAtUnixMicros) + SilenceDue(level));
        }
        return due;
    }

    // µs of silence after which a level is due.
    private static long SilenceDue(CompiledLevel level) => level.SilenceMicros + level.OnDelay + 1;

    private static void EndLeft(AssetState state, long now)
    {
        var alarms = state.Alarms;
        foreach (var level in alarms.Rules!.Levels)
            if (alarms.Tip!.Levels[level.Index] is { Phase: LevelPhase.Leaving } s
                && now >= Math.Max(s.Left, state.KnownAtUnixMicros) + level.OffDelay && alarms.Events.Find(level, s.Onset) is { } alarm)
                alarms.Events.Set(
                    alarm, AlarmContent.Of(new AlarmChange(level, s.Onset, s.Due, s.Left, s.Value, AlarmEnd.Normal)));
    }

    private void RaiseSilent(AssetState state, long now)
    {
        var alarms = state.Alarms;
        var silence = now - Math.Max(alarms.TipEnd, state.KnownAtUnixMicros);
        alarms.SilenceSeenTo = silence;
        if (silence <= alarms.Rules!.MinSilence) return;
        _fold.Changes.Clear();
        _fold.FoldSilence(alarms.Tip!.Clone(), _inputs.OfSilence(alarms.Rules, silence), alarms.TipEnd, alarms.TipEnd + silence);
        foreach (var change in _fold.Changes)
        {
            if (change.Level.SilenceMicros < 0 || change.Returned != UnixMicros.None) continue;
            if (alarms.Events.Find(change.Level, change.Onset)?.Content.IsOpen == true) continue;
            alarms.Events.Apply(change).IsByClock = true;
            alarms.HasClockEvents = true;
        }
    }
}
