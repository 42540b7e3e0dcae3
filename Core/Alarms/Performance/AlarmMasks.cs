namespace Maintenance.Core.Alarms.Performance;

/// <summary>Masking by a parent alarm, as <c>AlarmFold</c> does it: over the alarms of one asset.</summary>
/// <param name="alarms">All alarms of the asset.</param>
/// <param name="rules">Its rules.</param>
/// <param name="operators">What operators did: a parent out of service masks nothing.</param>
internal sealed class AlarmMasks(
    IReadOnlyList<AlarmOccurrence> alarms, IReadOnlyList<AlarmRulePeriod> rules, OperatorSilences operators)
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
        var until = unixMicros;
        if (RuleOf(alarm)?.MaskedBy is not { } parent) return until;
        foreach (var other in _byRule[parent])
            if (other.StandsAt(unixMicros))
                until = Math.Max(until, Math.Min(other.EndUnixMicros, operators.InServiceUntil(other, unixMicros)));
        return until;
    }
}
