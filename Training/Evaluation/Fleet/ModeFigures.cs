namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>Detection of one fault. Hours are simulated time.</summary>
/// <param name="Scenario">The scenario that tells of it.</param>
/// <param name="FailureMode">The true failure mode.</param>
/// <param name="Faults">Faults that grew to failure.</param>
/// <param name="Found">Of these, with an alarm between onset and failure.</param>
/// <param name="NamedRight">Of those found, with the right failure mode at the alarm.</param>
/// <param name="DefectRight">Of those found, with the right defect; null where the scenario names none.</param>
/// <param name="Recall">Found over faults.</param>
/// <param name="RecallLow95">Exact lower 95 % bound of it.</param>
/// <param name="MedianLeadHours">Median time from alarm to failure of those found; null when none.</param>
/// <param name="P10LeadHours">A tenth of those found have less; null when none.</param>
/// <param name="MedianLeadShare">Median of lead time over the time from onset to failure; null when none.</param>
/// <param name="NamedInstead">Other failure modes named, each with how often.</param>
public sealed record ModeFigures(
    string Scenario, string FailureMode, int Faults, int Found, int NamedRight, int? DefectRight, double Recall, double RecallLow95,
    double? MedianLeadHours, double? P10LeadHours, double? MedianLeadShare, IReadOnlyDictionary<string, int> NamedInstead)
{
    internal static ModeFigures Of(IReadOnlyList<DrillHistory> histories)
    {
        var truth = histories[0].Drill.Fault!;
        var found = histories.Where(h => h.FoundUnixMicros is not null).ToList();
        var leads = found.Select(LeadHours).Order().ToList();
        var shares = found.Select(h => LeadHours(h) / h.Drill.Fault!.Growth.TotalHours).Order().ToList();
        var others = HealthyFigures.Count(found.Where(h => h.NamedMode != truth.FailureMode).Select(h => h.NamedMode!));
        return new ModeFigures(
            histories[0].Drill.Group, truth.FailureMode, histories.Count, found.Count, found.Count - others.Values.Sum(),
            truth.Defect is null ? null : found.Count(h => h.NamedDefect == truth.Defect),
            (double)found.Count / histories.Count, ExactBounds.ShareLower(found.Count, histories.Count),
            Quantile(leads, 0.5), Quantile(leads, 0.1), Quantile(shares, 0.5), others);
    }

    private static double LeadHours(DrillHistory found) => (found.Drill.EndUnixMicros - found.FoundUnixMicros!.Value) / 3.6e9;

    /// <summary>Quantile of sorted values, linear between them; null of none.</summary>
    internal static double? Quantile(List<double> sorted, double share)
    {
        if (sorted.Count == 0) return null;
        var at = share * (sorted.Count - 1);
        var low = (int)at;
        return sorted[low] + ((at - low) * (sorted[Math.Min(low + 1, sorted.Count - 1)] - sorted[low]));
    }
}
