using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Core.Alarms.Performance;

/// <summary>Makes alarms of rows: the newest knowledge of each level, levels of one rule that overlap or touch joined.</summary>
public static class AlarmOccurrences
{
    /// <summary>The alarms of one asset, by rule and time.</summary>
    /// <param name="rows">All rows of the asset in any order, out of date and withdrawn ones too: they tell what was known when.</param>
    /// <param name="withdrawn">Beginnings of what was announced and never was, nor any other alarm of its rule at that time.</param>
    public static IReadOnlyList<AlarmOccurrence> Of(IReadOnlyList<AlarmEventRow> rows, out IReadOnlyList<long> withdrawn)
    {
        var found = new List<AlarmOccurrence>();
        var gone = new List<long>();
        foreach (var rule in rows.GroupBy(r => r.Rule, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
            Join(rule.Key, [.. rule.GroupBy(r => (r.Level, r.EventTimeUnixMicros)).Select(Known.Of)], found, gone);
        withdrawn = gone;
        return found;
    }

    private static void Join(string rule, IReadOnlyList<Known> levels, List<AlarmOccurrence> found, List<long> gone)
    {
        var first = found.Count;
        // At one time the higher priority first: only what joins later is an escalation.
        foreach (var level in levels.Where(l => !l.Now.Withdrawn).OrderBy(l => l.Now.EventTimeUnixMicros)
            .ThenByDescending(l => l.Now.Priority).ThenBy(l => l.Now.Level, StringComparer.Ordinal))
        {
            if (found.Count > first && LevelTimes.AreOne(found[^1].EndUnixMicros, level.Now.EventTimeUnixMicros))
                found[^1] = Joined(found[^1], level);
            else found.Add(new AlarmOccurrence(rule, level.Now.EventTimeUnixMicros, level.Now.RaisedUnixMicros,
                level.Now.ReturnedUnixMicros, level.FirstKnown, level.WasOver, (AlarmPriority)level.Now.Priority, Escalations: 0)
            { OverKnownUnixMicros = level.OverKnown });
        }
        foreach (var level in levels.Where(l => l.Now.Withdrawn))
        {
            var at = found.FindIndex(first, o => level.Overlaps(o));
            if (at < 0) gone.Add(level.Now.EventTimeUnixMicros);
            else found[at] = found[at] with
            {
                KnownAtUnixMicros = Math.Min(found[at].KnownAtUnixMicros, level.FirstKnown),
                WasOver = found[at].WasOver && level.WasOver,
            };
        }
    }

    private static AlarmOccurrence Joined(in AlarmOccurrence alarm, Known level)
    {
        var priority = (AlarmPriority)level.Now.Priority;
        return alarm with
        {
            RaisedUnixMicros = Math.Min(alarm.RaisedUnixMicros, level.Now.RaisedUnixMicros),
            ReturnedUnixMicros = alarm.ReturnedUnixMicros == UnixMicros.None || level.Now.ReturnedUnixMicros == UnixMicros.None
                ? UnixMicros.None : Math.Max(alarm.ReturnedUnixMicros, level.Now.ReturnedUnixMicros),
            KnownAtUnixMicros = Math.Min(alarm.KnownAtUnixMicros, level.FirstKnown),
            OverKnownUnixMicros = Math.Max(alarm.OverKnownUnixMicros, level.OverKnown),
            WasOver = alarm.WasOver && level.WasOver,
            Priority = priority > alarm.Priority ? priority : alarm.Priority,
            Escalations = alarm.Escalations + (priority > alarm.Priority ? 1 : 0),
        };
    }

    // What is known of one level's time, what was known first, and until when it was said to stand.
    private readonly record struct Known(AlarmEventRow Now, long FirstKnown, bool WasOver, long SaidUntil)
    {
        // When the end was known that is known now, or its last correction that left it over.
        public long OverKnown { get; private init; }

        public static Known Of(IEnumerable<AlarmEventRow> rows)
        {
            var ordered = rows.OrderBy(r => r.KnownAtUnixMicros).ThenBy(r => r.LogOffset).ToList();
            var returned = ordered.Where(r => !r.Withdrawn).Select(r => r.ReturnedUnixMicros).LastOrDefault(UnixMicros.None);
            return new Known(ordered[^1], ordered[0].KnownAtUnixMicros, ordered[0].ReturnedUnixMicros != UnixMicros.None,
                returned == UnixMicros.None ? ordered[^1].KnownAtUnixMicros : returned)
            {
                OverKnown = ordered[^1].ReturnedUnixMicros == UnixMicros.None ? long.MaxValue
                    : ordered[ordered.FindLastIndex(r => r.ReturnedUnixMicros == UnixMicros.None) + 1].KnownAtUnixMicros,
            };
        }

        // Of a withdrawn level: an alarm stands within the time that was said, so that its onset has only moved.
        public bool Overlaps(in AlarmOccurrence alarm) =>
            Now.EventTimeUnixMicros < alarm.EndUnixMicros && SaidUntil > alarm.BeginUnixMicros;
    }
}
