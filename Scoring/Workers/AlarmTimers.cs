using System.Runtime.InteropServices;
using Maintenance.Core.Time;
using Maintenance.Scoring.Alarms;
using Maintenance.Scoring.Blocks;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Alarms that only the clock can show: that nothing comes any more, and that an off-delay is over although nothing came. Both count from
/// the last reception, so that a drill whose data arrive late is not taken for silent. The state of the fold is left alone: what comes
/// later is judged as if the clock had said nothing, and corrects it. An entry is looked at again when it is due, and an asset has another
/// only for an earlier time. Threading: one worker.
/// </summary>
internal sealed class AlarmTimers
{
    private readonly ArrivalFold _arrival = new();
    private readonly AlarmEventFold _fold = new();
    private readonly PriorityQueue<AssetState, long> _due = new();

    /// <summary>Sets an asset's timer after its blocks were judged.</summary>
    public void Set(AssetState state)
    {
        if (DueOf(state) is not (var due and < long.MaxValue) || (state.Alarms.Timers is [.., var next] && next <= due)) return;
        state.Alarms.Timers.Add(due);
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
            alarms.Timers.RemoveAt(alarms.Timers.Count - 1);
            if (!state.IsWaiting && DueOf(state) <= now)
            {
                EndLeft(state, now);
                if (alarms.Rules!.UsesArrival) _arrival.Pass(alarms.Arrival, alarms.Tip!, state.KnownAtUnixMicros, now);
                var known = Math.Max(now, Math.Max(alarms.KnownAtUnixMicros, state.KnownAtUnixMicros) + 1);
                void Write(AlarmEvent alarm)
                {
                    rows.Add(state.Id, alarm, new BlockOrigin(partition, offset, known));
                    alarms.KnownAtUnixMicros = known;
                }
                alarms.Events.Flush(Write);
                alarms.Arrival.Events.Flush(Write);
                alarms.Arrival.Events.Forget(long.MaxValue);
            }
            Set(state);
        }
    }

    // When the clock could show something next; in the past when it has not been looked at.
    private static long DueOf(AssetState state)
    {
        var alarms = state.Alarms;
        if (alarms.Tip is not { } tip || alarms.IsResumed || alarms.TipTime == long.MinValue) return long.MaxValue;
        var due = alarms.Rules!.UsesArrival ? ArrivalFold.DueOf(alarms.Arrival, state.KnownAtUnixMicros) : long.MaxValue;
        foreach (var level in alarms.Rules.Levels)
        {
            ref readonly var s = ref tip.Levels[level.Index];
            if (s.Phase == LevelPhase.Leaving && alarms.Events.Find(level, s.Onset)?.Content.Returned == UnixMicros.None)
                due = Math.Min(due, Math.Max(s.Left, state.KnownAtUnixMicros) + level.OffDelay);
        }
        return due;
    }

    private void EndLeft(AssetState state, long now)
    {
        var alarms = state.Alarms;
        _fold.FindLeft(alarms.Tip!, state.KnownAtUnixMicros, now);
        foreach (ref readonly var change in CollectionsMarshal.AsSpan(_fold.Changes))
            if (alarms.Events.Find(change.Level, change.Onset) is { } alarm) alarms.Events.Set(alarm, AlarmContent.Of(change));
        _fold.Changes.Clear();
    }
}
