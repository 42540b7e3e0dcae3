using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Core.Alarms.Performance;

/// <summary>
/// What operators did to the alarms of one asset: when each was acknowledged, shelved and out of service. Not thread-safe.
/// </summary>
internal sealed class OperatorSilences
{
    private readonly Dictionary<string, List<long>> _acknowledged = new(StringComparer.Ordinal);
    private readonly List<Silence> _silences = [];

    /// <summary>Reads the actions of one asset; actions of other kinds are passed over.</summary>
    public OperatorSilences(IEnumerable<OperatorActionRow> actions)
    {
        foreach (var action in actions.OrderBy(a => a.Sequence)) Read(action);
    }

    /// <summary>First acknowledgement of an alarm within [from, until); <see cref="UnixMicros.None"/> when there is none.</summary>
    public long AcknowledgedBetween(string rule, long fromUnixMicros, long untilUnixMicros)
    {
        if (!_acknowledged.TryGetValue(rule, out var times)) return UnixMicros.None;
        var at = times.BinarySearch(fromUnixMicros);
        if (at < 0) at = ~at;
        return at < times.Count && times[at] < untilUnixMicros ? times[at] : UnixMicros.None;
    }

    /// <summary>The silence that an alarm is in at a time.</summary>
    /// <param name="alarm">The alarm.</param>
    /// <param name="unixMicros">The time.</param>
    /// <param name="untilUnixMicros">When it ends: of one that ends with the alarm, the alarm's end.</param>
    public AlarmFate At(in AlarmOccurrence alarm, long unixMicros, out long untilUnixMicros)
    {
        foreach (var silence in _silences)
        {
            untilUnixMicros = silence.EndOf(alarm);
            if (unixMicros < silence.From || unixMicros >= untilUnixMicros || !silence.IsOf(alarm)) continue;
            return silence.Kind;
        }
        untilUnixMicros = unixMicros;
        return AlarmFate.Announced;
    }

    /// <summary>Whether an alarm asked for an operator for longer than a time at a stretch, between its announcement and an end.</summary>
    public bool IsCalledFor(in AlarmOccurrence alarm, long fromUnixMicros, long untilUnixMicros, long micros)
    {
        var from = fromUnixMicros;
        while (untilUnixMicros - from > micros)
        {
            var next = long.MaxValue;
            foreach (var silence in _silences)
                if (silence.IsOf(alarm) && silence.EndOf(alarm) > Math.Max(from, silence.From)) next = Math.Min(next, silence.From);
            if (Math.Min(next, untilUnixMicros) - from > micros) return true;
            from = At(alarm, Math.Max(from, next), out var end) == AlarmFate.Announced ? untilUnixMicros : end;
        }
        return false;
    }

    /// <summary>Until when an alarm that stands at a time is in service; that time when it is not.</summary>
    public long InServiceUntil(in AlarmOccurrence alarm, long unixMicros)
    {
        var until = long.MaxValue;
        foreach (var silence in _silences)
            if (silence.Kind == AlarmFate.OutOfService && silence.IsOf(alarm) && silence.Until > unixMicros)
                until = Math.Min(until, Math.Max(unixMicros, silence.From));
        return until;
    }

    private void Read(in OperatorActionRow action)
    {
        switch (action.Action)
        {
            case OperatorActions.Acknowledge when action.Rule is { } rule:
                if (!_acknowledged.TryGetValue(rule, out var times)) _acknowledged[rule] = times = [];
                // The chain is in the order of its sequence; the clocks of two hosts may differ.
                times.Add(times.Count == 0 ? action.EventTimeUnixMicros : Math.Max(times[^1], action.EventTimeUnixMicros));
                break;
            case OperatorActions.Shelve or OperatorActions.ShelveOnce:
                Begin(AlarmFate.Shelved, action);
                break;
            case OperatorActions.OutOfService:
                Begin(AlarmFate.OutOfService, action);
                break;
            case OperatorActions.Unshelve:
                End(AlarmFate.Shelved, action);
                break;
            case OperatorActions.InService:
                End(AlarmFate.OutOfService, action);
                break;
        }
    }

    private void Begin(AlarmFate kind, in OperatorActionRow action)
    {
        End(kind, action);
        _silences.Add(new Silence(kind, action.Rule, action.EventTimeUnixMicros,
            action.UntilUnixMicros == UnixMicros.None ? long.MaxValue : action.UntilUnixMicros,
            string.Equals(action.Action, OperatorActions.ShelveOnce, StringComparison.Ordinal)));
    }

    private void End(AlarmFate kind, in OperatorActionRow action)
    {
        for (var i = 0; i < _silences.Count; i++)
        {
            var silence = _silences[i];
            if (silence.Kind != kind || !string.Equals(silence.Rule, action.Rule, StringComparison.Ordinal)) continue;
            if (silence.Until > action.EventTimeUnixMicros)
                _silences[i] = silence with { Until = action.EventTimeUnixMicros };
        }
    }

    // Rule null: every rule of the asset. Once: only the alarm that stood when it was shelved.
    private readonly record struct Silence(AlarmFate Kind, string? Rule, long From, long Until, bool IsOnce)
    {
        public bool IsOf(in AlarmOccurrence alarm) => (Rule is null || string.Equals(Rule, alarm.Rule, StringComparison.Ordinal))
            && (!IsOnce || alarm.StandsAt(From));

        public long EndOf(in AlarmOccurrence alarm) => IsOnce ? Math.Min(Until, alarm.EndUnixMicros) : Until;
    }
}
