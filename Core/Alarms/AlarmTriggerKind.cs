namespace Maintenance.Core.Alarms;

/// <summary>What can happen to an alarm.</summary>
public enum AlarmTriggerKind
{
    /// <summary>Its condition is known to stand.</summary>
    Raise,

    /// <summary>A level of greater priority stands.</summary>
    PriorityUp,

    /// <summary>The level of greatest priority no longer stands, another does.</summary>
    PriorityDown,

    /// <summary>Its condition is known to be over.</summary>
    Return,

    /// <summary>Later data shows that the occurrence never was.</summary>
    Withdraw,

    /// <summary>An occurrence is known only once it is over.</summary>
    FoundLate,

    /// <summary>An operator acknowledges.</summary>
    Acknowledge,

    /// <summary>An operator resets.</summary>
    Reset,

    /// <summary>An operator shelves until a time.</summary>
    Shelve,

    /// <summary>An operator shelves until the alarm returns to normal, at most until a time.</summary>
    ShelveOnce,

    /// <summary>An operator ends shelving.</summary>
    Unshelve,

    /// <summary>The time of shelving is over.</summary>
    ShelvingEnded,

    /// <summary>The rule does not apply now: disabled, or outside its schedule.</summary>
    Suppress,

    /// <summary>The rule applies again.</summary>
    Unsuppress,

    /// <summary>Its parent stands.</summary>
    Mask,

    /// <summary>Its parent no longer stands.</summary>
    Unmask,

    /// <summary>An operator takes the alarm out of service.</summary>
    TakeOutOfService,

    /// <summary>An operator, or the end of its time, puts the alarm back into service.</summary>
    PutInService,

    /// <summary>Maintenance of its asset or rig begins.</summary>
    BeginMaintenance,

    /// <summary>Maintenance of its asset or rig ends.</summary>
    EndMaintenance,

    /// <summary>Nobody has acknowledged for as long as the rule allows.</summary>
    ReAlarm,

    /// <summary>It has waited for acknowledgement, returned to normal, for longer than any list is read.</summary>
    Expire,
}
