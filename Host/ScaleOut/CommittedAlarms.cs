namespace Maintenance.Host.ScaleOut;

/// <summary>What a process commits of alarms.</summary>
[Flags]
internal enum CommittedAlarms
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Alarm events: it scores.</summary>
    Events = 1,

    /// <summary>Operators' actions: it serves REST and pages.</summary>
    Actions = 2,
}
