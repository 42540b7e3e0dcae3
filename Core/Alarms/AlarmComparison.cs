namespace Maintenance.Core.Alarms;

/// <summary>How a signal is compared with a limit.</summary>
public enum AlarmComparison
{
    /// <summary>Greater than the limit; false again at the limit minus the deadband, or below.</summary>
    Above,

    /// <summary>Less than the limit; false again at the limit plus the deadband, or above.</summary>
    Below,

    /// <summary>Equal to a word: of a drilling state, a grade, a failure mode.</summary>
    Is,
}
