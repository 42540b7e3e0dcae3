namespace Maintenance.Core.Alarms.Performance;

/// <summary>Masking by a parent alarm and by the first of a group, over the alarms of one asset.</summary>
/// <param name="alarms">All alarms of the asset.</param>
/// <param name="rules">Its rules.</param>
internal sealed class AlarmMasks(IReadOnlyList<AlarmOccurrence> alarms, IReadOnlyList<AlarmRulePeriod> rules)
{
    private readonly ILookup<string, AlarmOccurrence> _byRule = alarms.ToLookup(a => a.Rule, StringComparer.Ordinal);
    private readonly ILookup<string, AlarmRulePeriod> _periods = rules.ToLookup(p => p.Rule.Id, StringComparer.Ordinal);

    /// <summary>The rule that judged an alarm; null when it is not among them.</summary>
    public AlarmRule? RuleOf(in AlarmOccurrence alarm)
    {
        foreach (var period in _periods[alarm.Rule])
            if (alarm.BeginUnixMicros >= period.FromUnixMicros && alarm.BeginUnixMicros < period.UntilUnixMicros) return period.Rule;
        return null;
    }

    /// <summary>Until when an alarm is masked at a time; that time when it is not.</summary>
    public long MaskedUntil(in AlarmOccurrence alarm, long unixMicros)
    {
        if (RuleOf(alarm) is not { } rule) return unixMicros;
        var until = unixMicros;
        if (rule.MaskedBy is { } parent)
            foreach (var other in _byRule[parent])
                if (other.StandsAt(unixMicros)) until = Math.Max(until, other.EndUnixMicros);
        if (rule.Group is null) return until;
        foreach (var sister in _periods.Where(p => p.Key != rule.Id && p.Any(x => x.Rule.Group == rule.Group)))
            foreach (var other in _byRule[sister.Key])
                if (other.StandsAt(unixMicros) && IsBefore(other, alarm)) until = Math.Max(until, other.EndUnixMicros);
        return until;
    }

    private static bool IsBefore(in AlarmOccurrence a, in AlarmOccurrence b) => a.RaisedUnixMicros != b.RaisedUnixMicros
        ? a.RaisedUnixMicros < b.RaisedUnixMicros : string.CompareOrdinal(a.Rule, b.Rule) < 0;
}
