using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Core.Alarms.Performance;

/// <summary>
/// The states that the alarms of one asset went through, and when they were acknowledged, as <see cref="AlarmFold"/> made them known: the
/// fold of the list of alarms, so that figures and list cannot disagree on what was silent when. Not thread-safe.
/// </summary>
internal sealed class AlarmSilences
{
    // Waiting for acknowledgement ends in no silence, and needs no end.
    private static readonly TimeSpan KeepReturned = TimeSpan.FromDays(36_500);

    private readonly Dictionary<string, List<(long From, AlarmState State)>> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<long>> _acknowledged = new(StringComparer.Ordinal);

    /// <param name="asset">Id.</param>
    /// <param name="rows">Rows of its alarms, what is out of date included, in any order.</param>
    /// <param name="actions">What operators did to them, to the asset, and to its rig, in any order.</param>
    /// <param name="rules">Its rules.</param>
    /// <param name="untilUnixMicros">Until when the clock goes on.</param>
    public AlarmSilences(string asset, IReadOnlyList<AlarmEventRow> rows, IEnumerable<OperatorActionRow> actions,
        IReadOnlyList<AlarmRulePeriod> rules, long untilUnixMicros)
    {
        // To be announced again changes nothing that is asked for here.
        AlarmRulePeriod[] once =
            [.. rules.Select(p => p.Rule.ReAlarmAfter is null ? p : p with { Rule = p.Rule with { ReAlarmAfter = null } })];
        var fold = new AlarmFold(asset, once, KeepReturned) { Observer = Note };
        foreach (var input in AlarmInput.InOrder(rows, actions)) input.ApplyTo(fold);
        fold.AdvanceTo(untilUnixMicros);
    }

    /// <summary>What silences an alarm in a state; null when nothing does.</summary>
    public static AlarmFate? FateOf(AlarmState state) => state switch
    {
        AlarmState.Shelved => AlarmFate.Shelved,
        AlarmState.OutOfService => AlarmFate.OutOfService,
        AlarmState.SuppressedByDesign => AlarmFate.Masked,
        _ => null,
    };

    /// <summary>State of a rule's alarm at a time, and when it next changes; <see cref="long.MaxValue"/>: never.</summary>
    public AlarmState At(string rule, long unixMicros, out long untilUnixMicros)
    {
        untilUnixMicros = long.MaxValue;
        if (!_states.TryGetValue(rule, out var states)) return AlarmState.Normal;
        var (low, high) = (0, states.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (states[middle].From <= unixMicros) low = middle + 1;
            else high = middle;
        }
        if (low < states.Count) untilUnixMicros = states[low].From;
        return states[low - 1].State; // the first one is from ever on
    }

    /// <summary>First acknowledgement of an alarm within [from, until); <see cref="UnixMicros.None"/> when there is none.</summary>
    public long AcknowledgedBetween(string rule, long fromUnixMicros, long untilUnixMicros)
    {
        if (!_acknowledged.TryGetValue(rule, out var times)) return UnixMicros.None;
        var at = times.BinarySearch(fromUnixMicros);
        if (at < 0) at = ~at;
        return at < times.Count && times[at] < untilUnixMicros ? times[at] : UnixMicros.None;
    }

    /// <summary>Whether nothing silenced a rule's alarm for longer than a time at a stretch, within [from, until).</summary>
    public bool IsHeardFor(string rule, long fromUnixMicros, long untilUnixMicros, long micros)
    {
        var (from, at) = (fromUnixMicros, fromUnixMicros);
        while (untilUnixMicros - from > micros)
        {
            var isSilent = FateOf(At(rule, at, out var next)) is not null;
            if (!isSilent && Math.Min(next, untilUnixMicros) - from > micros) return true;
            if (next >= untilUnixMicros) return false;
            at = next;
            if (isSilent) from = next;
        }
        return false;
    }

    private void Note(AlarmStep step)
    {
        if (step.Refusal is not null) return;
        var at = step.Trigger.AtUnixMicros;
        if (!_states.TryGetValue(step.Rule, out var states)) _states[step.Rule] = states = [(long.MinValue, step.From)];
        if (states[^1].From == at) states[^1] = (at, step.To);
        else if (states[^1].State != step.To) states.Add((at, step.To));
        if (step.Trigger.Kind != AlarmTriggerKind.Acknowledge) return;
        if (!_acknowledged.TryGetValue(step.Rule, out var times)) _acknowledged[step.Rule] = times = [];
        times.Add(at);
    }
}
