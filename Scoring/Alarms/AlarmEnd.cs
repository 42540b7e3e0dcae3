namespace Maintenance.Scoring.Alarms;

/// <summary>Why an alarm ended.</summary>
internal enum AlarmEnd
{
    /// <summary>It stands, or its condition was gone.</summary>
    Normal,

    /// <summary>Its rule stopped to judge: filter or schedule.</summary>
    Suppressed,

    /// <summary>Its rule was changed or removed.</summary>
    RuleChanged,
}
