namespace Maintenance.Core.Alarms;

/// <summary>States of an alarm (ISA-18.2, clause 5.4). Stored as text in snake_case.</summary>
public enum AlarmState
{
    /// <summary>No alarm.</summary>
    Normal,

    /// <summary>Stands, not acknowledged.</summary>
    Unacknowledged,

    /// <summary>Stands, acknowledged.</summary>
    Acknowledged,

    /// <summary>Returned to normal, not acknowledged.</summary>
    ReturnedUnacknowledged,

    /// <summary>Returned to normal and acknowledged, waits for a reset.</summary>
    Latched,

    /// <summary>Silenced by an operator, for a time.</summary>
    Shelved,

    /// <summary>Silenced by the rule's own filter, schedule or parent.</summary>
    SuppressedByDesign,

    /// <summary>Taken out of service, for maintenance.</summary>
    OutOfService,
}
