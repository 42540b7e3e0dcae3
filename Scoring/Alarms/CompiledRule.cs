using Maintenance.Core.Alarms;
using Maintenance.Core.Time;

namespace Maintenance.Scoring.Alarms;

/// <summary>A version of a rule in its period, compiled. Immutable.</summary>
internal sealed class CompiledRule
{
    /// <summary>The period.</summary>
    public required AlarmRulePeriod Period { get; init; }

    /// <summary>Tells this version in this period from every other.</summary>
    public required string Key { get; init; }

    /// <summary>Position of its first comparison.</summary>
    public required int FirstComparator { get; init; }

    /// <summary>Its comparisons: those of its filter first.</summary>
    public required int Comparators { get; init; }

    /// <summary>Comparisons of its filter.</summary>
    public required int FilterComparators { get; init; }

    /// <summary>It judges only while this is true; null: always.</summary>
    public required CompiledExpression? While { get; init; }

    /// <summary>It judges only then; null: always.</summary>
    public required WeeklyHours? Hours { get; init; }

    /// <summary>Its levels.</summary>
    public required CompiledLevel[] Levels { get; init; }

    /// <summary>True when a level of it is judged by arrival.</summary>
    public required bool UsesArrival { get; init; }

    /// <summary>The rule.</summary>
    public AlarmRule Rule => Period.Rule;

    /// <summary>True at an event time in its period.</summary>
    public bool IsIn(long time) => time >= Period.FromUnixMicros && time < Period.UntilUnixMicros;
}
