namespace Maintenance.Core.Alarms;

/// <summary>Why a trigger does nothing in a state. In snake_case where clients see it.</summary>
public enum AlarmRefusal
{
    /// <summary>It stands.</summary>
    Stands,

    /// <summary>It does not stand.</summary>
    StandsNot,

    /// <summary>Nothing waits for acknowledgement.</summary>
    NothingWaits,

    /// <summary>It is acknowledged already.</summary>
    AlreadyAcknowledged,

    /// <summary>It is not acknowledged.</summary>
    NotAcknowledged,

    /// <summary>The operator saw an older occurrence.</summary>
    OlderOccurrence,

    /// <summary>The operator saw a lower priority.</summary>
    PriorityRose,

    /// <summary>It does not wait for a reset.</summary>
    NotLatched,

    /// <summary>It is shelved.</summary>
    Shelved,

    /// <summary>It is not shelved.</summary>
    NotShelved,

    /// <summary>It is suppressed by design.</summary>
    Suppressed,

    /// <summary>It is not suppressed.</summary>
    NotSuppressed,

    /// <summary>It is masked already.</summary>
    Masked,

    /// <summary>It is not masked.</summary>
    NotMasked,

    /// <summary>It is out of service.</summary>
    OutOfService,

    /// <summary>It is in service.</summary>
    InService,

    /// <summary>Its asset or rig is under maintenance.</summary>
    Maintained,

    /// <summary>Neither its asset nor its rig is under maintenance.</summary>
    NotMaintained,
}
