using Maintenance.Core.Alarms;

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
    public static IReadOnlyList<AlarmOccurrence> Of(IEnumerable<AlarmOccurrence> levels) =>
    [
        .. levels.GroupBy(l => (l.Asset, l.Rule)).OrderBy(g => g.Key.Asset, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Rule, StringComparer.Ordinal)
            .SelectMany(g => LevelTimes.Join(
                g.OrderBy(l => l.FromUnixMicros).ThenBy(l => l.UntilUnixMicros), l => l.FromUnixMicros, l => l.UntilUnixMicros, Joined)),
    ];

    private static AlarmOccurrence Joined(AlarmOccurrence alarm, AlarmOccurrence level) =>
        alarm with { UntilUnixMicros = Math.Max(alarm.UntilUnixMicros, level.UntilUnixMicros) };
}
