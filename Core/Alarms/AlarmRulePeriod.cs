namespace Maintenance.Core.Alarms;

/// <summary>The event times that a version of a rule judges, [from, until): so the result does not depend on when data arrives.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="FromUnixMicros">From; <see cref="long.MinValue"/> of the first version.</param>
/// <param name="UntilUnixMicros">Until; <see cref="long.MaxValue"/> of the newest version.</param>
public readonly record struct AlarmRulePeriod(AlarmRule Rule, long FromUnixMicros, long UntilUnixMicros);
