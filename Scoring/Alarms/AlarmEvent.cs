namespace Maintenance.Scoring.Alarms;

/// <summary>An alarm of an asset in memory: its name, and what is known of it.</summary>
/// <param name="rule">Rule.</param>
/// <param name="level">Level.</param>
/// <param name="onset">When its condition began, Unix µs.</param>
internal sealed class AlarmEvent(string rule, string level, long onset)
{
    /// <summary>Rule.</summary>
    public string Rule { get; } = rule;

    /// <summary>Level.</summary>
    public string Level { get; } = level;

    /// <summary>When its condition began, Unix µs.</summary>
    public long Onset { get; } = onset;

    /// <summary>What is known.</summary>
    public AlarmContent Content { get; set; }

    /// <summary>What its newest row says; null before the first.</summary>
    public AlarmContent? Written { get; set; }

    /// <summary>True when the running fold has met it.</summary>
    public bool IsMet { get; set; }

    /// <summary>True while it is listed as changed.</summary>
    public bool IsTouched { get; set; }

    /// <summary>True for the name of a fold's alarm.</summary>
    public bool Is(CompiledLevel level, long onset) => Onset == onset
        && string.Equals(Rule, level.Rule.Id, StringComparison.Ordinal) && string.Equals(Level, level.Level.Name, StringComparison.Ordinal);
}
