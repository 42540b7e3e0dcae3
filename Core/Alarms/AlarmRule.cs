using Maintenance.Core.Time;

namespace Maintenance.Core.Alarms;

/// <summary>
/// A rule as it applies to one asset: its definitions down the tree (<see cref="AlarmScopeKind"/>) merged, the nearer one first.
/// Immutable. Rationalised as ISA-18.2 asks: cause, consequence, action and time to respond.
/// </summary>
public sealed record AlarmRule
{
    /// <summary>Name of the rule: lower-case words joined by underscores, unique.</summary>
    public required string Id { get; init; }

    /// <summary>Greatest version of the definitions merged into it; rows name it. It tells apart whatever the rule was.</summary>
    public required int Version { get; init; }

    /// <summary>What the alarm is called on pages and in messages.</summary>
    public required string Title { get; init; }

    /// <summary>False: the rule does not judge this asset.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Levels, least urgent first; at least one.</summary>
    public required IReadOnlyList<AlarmLevel> Levels { get; init; }

    /// <summary>True of a rule about the whole installation, which judges no drill.</summary>
    public bool IsOfInstallation => Levels.Any(l => l.When is AlarmCondition.Compare { Signal: AlarmSignals.ModelRefused });

    /// <summary>The rule judges only while this is true: while it is not, its alarm is suppressed by design. Null: always.</summary>
    public AlarmCondition? While { get; init; }

    /// <summary>When the rule judges; null: always.</summary>
    public WeeklyHours? Schedule { get; init; }

    /// <summary>How long a condition must hold before the alarm is raised.</summary>
    public TimeSpan OnDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long it must be gone before the alarm returns to normal.</summary>
    public TimeSpan OffDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the condition must begin within <see cref="Within"/> before the alarm is raised; 1: the first time.</summary>
    public int Count { get; init; } = 1;

    /// <summary>See <see cref="Count"/>.</summary>
    public TimeSpan Within { get; init; }

    /// <summary>True: after returning to normal it stays until an operator resets it.</summary>
    public bool Latched { get; init; }

    /// <summary>Rule whose standing alarm on the same asset masks this one; null: none.</summary>
    public string? MaskedBy { get; init; }

    /// <summary>Rules of one group on an asset: only the first alarm to stand is announced. Null: none.</summary>
    public string? Group { get; init; }

    /// <summary>An alarm that nobody acknowledges is announced again after this long; null: never.</summary>
    public TimeSpan? ReAlarmAfter { get; init; }

    /// <summary>What usually causes it.</summary>
    public required string Cause { get; init; }

    /// <summary>What happens when nobody acts.</summary>
    public required string Consequence { get; init; }

    /// <summary>What the operator does.</summary>
    public required string Action { get; init; }

    /// <summary>How long the operator has.</summary>
    public required TimeSpan TimeToRespond { get; init; }

    /// <summary>Address of the page that helps, relative to the site; null: the drill's.</summary>
    public string? Display { get; init; }
}
