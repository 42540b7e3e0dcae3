namespace Maintenance.Core.Alarms;

/// <summary>
/// How soon an operator must act, from consequence and time to respond (ISA-18.2, clause 9). Stored as the number; greater is more urgent.
/// Rationalised sets hold about 80 % low, 15 % medium and 5 % high ones (EEMUA 191).
/// </summary>
public enum AlarmPriority
{
    /// <summary>Within the shift.</summary>
    Low = 1,

    /// <summary>Within the hour.</summary>
    Medium = 2,

    /// <summary>At once.</summary>
    High = 3,
}
