namespace Maintenance.Training.Evaluation.Fleet.Alarms;

/// <summary>A true fault of a drill, and what was raised between its onset and its failure.</summary>
/// <param name="Asset">Id.</param>
/// <param name="FailureMode">True failure mode.</param>
/// <param name="Onset">Onset, UTC.</param>
/// <param name="Failure">Failure, UTC.</param>
/// <param name="Raised">First alarm of the machine between them, UTC; null when there was none.</param>
/// <param name="Rule">Its rule.</param>
public sealed record FaultAlarm(string Asset, string FailureMode, DateTime Onset, DateTime Failure, DateTime? Raised, string? Rule)
{
    /// <summary>Hours from the alarm to the failure; null when there was none.</summary>
    public double? LeadHours => Raised is { } raised ? (Failure - raised).TotalHours : null;
}
