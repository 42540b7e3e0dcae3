namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>Detection of one failure mode. Hours are simulated time.</summary>
/// <param name="FailureMode">The true failure mode.</param>
/// <param name="Faults">Faults that grew to failure.</param>
/// <param name="Found">Of these, with an alarm between onset and failure.</param>
/// <param name="NamedRight">Of those found, with the right failure mode at the alarm.</param>
/// <param name="Recall">Found over faults.</param>
/// <param name="MedianLeadHours">Median time from alarm to failure of those found; null when none.</param>
/// <param name="MinLeadHours">Shortest of these; null when none.</param>
/// <param name="MedianLeadShare">Median of lead time over the time from onset to failure; null when none.</param>
public sealed record ModeFigures(
    string FailureMode, int Faults, int Found, int NamedRight, double Recall, double? MedianLeadHours, double? MinLeadHours,
    double? MedianLeadShare);
