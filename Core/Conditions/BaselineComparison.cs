namespace Maintenance.Core.Conditions;

/// <summary>An asset compared with its own baseline.</summary>
/// <param name="At">Event time of the newest window compared, UTC.</param>
/// <param name="DrillingState">State of that window; only windows of the same state are compared. Null when there is none.</param>
/// <param name="UsualWindows">Past windows the baseline is computed from.</param>
/// <param name="NeededWindows">Past windows required before a comparison is made.</param>
/// <param name="RecentWindows">Windows of the last two hours, which are compared; at least three are required.</param>
/// <param name="Score">Largest deviation of any feature, in spreads; null while there is too little data.</param>
/// <param name="Deviations">Features far from the baseline, largest deviation first; empty when there are none.</param>
public sealed record BaselineComparison(DateTime At, string? DrillingState, int UsualWindows, int NeededWindows, int RecentWindows,
    double? Score, IReadOnlyList<BaselineDeviation> Deviations);
