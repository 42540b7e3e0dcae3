namespace Maintenance.Core.Alarms.Performance;

/// <summary>Whether an alarm called an operator, and if not, why.</summary>
public enum AlarmFate
{
    /// <summary>It was announced: part of the load.</summary>
    Announced,

    /// <summary>It was over before anybody could know of it: its data came late.</summary>
    OverWhenKnown,

    /// <summary>A parent alarm stood until it was over.</summary>
    Masked,

    /// <summary>It was shelved until it was over.</summary>
    Shelved,

    /// <summary>It was out of service until it was over.</summary>
    OutOfService,
}
