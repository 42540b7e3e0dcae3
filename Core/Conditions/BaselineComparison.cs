namespace Maintenance.Core.Conditions;

/// <summary>An asset compared with its own past.</summary>
/// <param name="At">Event time of the newest window compared, UTC.</param>
/// <param name="DrillingState">State of that window; only windows of the same state are compared. Null without any.</param>
/// <param name="UsualWindows">Windows of the past that say what is usual.</param>
/// <param name="NeededWindows">As many are needed before anything is said.</param>
/// <param name="RecentWindows">Windows of the last two hours, which are compared; fewer than three say nothing.</param>
/// <param name="Score">Greatest number of spreads by which a feature is off; null while too little is known.</param>
/// <param name="Deviations">What is far off, the farthest first; empty when the asset is like itself.</param>
public sealed record BaselineComparison(DateTime At, string? DrillingState, int UsualWindows, int NeededWindows, int RecentWindows,
    double? Score, IReadOnlyList<BaselineDeviation> Deviations);
