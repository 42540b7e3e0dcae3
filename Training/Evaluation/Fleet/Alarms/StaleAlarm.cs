namespace Maintenance.Training.Evaluation.Fleet.Alarms;

/// <summary>An alarm that stood for longer than a day.</summary>
/// <param name="Asset">Id.</param>
/// <param name="Rule">Rule.</param>
/// <param name="Raised">When it was raised, UTC.</param>
/// <param name="Returned">When it returned, UTC; null when it stood at the end.</param>
/// <param name="FailureMode">Fault of the drill; null when it has none.</param>
/// <param name="Failed">Its first failure after the alarm, UTC; null when none came.</param>
/// <param name="Repaired">The first repair after the alarm, UTC; null when none came.</param>
public sealed record StaleAlarm(
    string Asset, string Rule, DateTime Raised, DateTime? Returned, string? FailureMode, DateTime? Failed, DateTime? Repaired)
{
    /// <summary>From the repair to the return; null when one of both did not come, or the return before.</summary>
    public TimeSpan? AfterRepair => Returned - Repaired is { } after && after >= TimeSpan.Zero ? after : null;
}
