namespace Maintenance.Core.WorkOrders;

/// <summary>A time in which an alarm stood, over all levels of its rule. Times are Unix µs.</summary>
/// <param name="Asset">Asset.</param>
/// <param name="Rule">Rule.</param>
/// <param name="RuleVersion">Version of the rule that raised it.</param>
/// <param name="FromUnixMicros">First reading that showed it.</param>
/// <param name="UntilUnixMicros">First reading that no longer did; <see cref="long.MaxValue"/> while it stands.</param>
/// <param name="Model">Hash of the model whose assessments the rule judged; null when unknown.</param>
public sealed record AlarmOccurrence(string Asset, string Rule, int RuleVersion, long FromUnixMicros, long UntilUnixMicros, string? Model)
{
    /// <summary>Alarms from the times in which single levels stood: those of one asset and rule that overlap or touch are one.</summary>
    /// <param name="levels">In any order, without withdrawn ones.</param>
    public static IReadOnlyList<AlarmOccurrence> Of(IEnumerable<AlarmOccurrence> levels)
    {
        var alarms = new List<AlarmOccurrence>();
        foreach (var level in levels.OrderBy(l => l.Asset, StringComparer.Ordinal).ThenBy(l => l.Rule, StringComparer.Ordinal)
            .ThenBy(l => l.FromUnixMicros).ThenBy(l => l.UntilUnixMicros))
            if (alarms.Count > 0 && alarms[^1] is var last && last.Asset == level.Asset && last.Rule == level.Rule
                && level.FromUnixMicros <= last.UntilUnixMicros)
                alarms[^1] = last with { UntilUnixMicros = Math.Max(last.UntilUnixMicros, level.UntilUnixMicros) };
            else alarms.Add(level);
        return alarms;
    }
}
