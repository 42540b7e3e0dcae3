namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>Quality of RUL estimates, over samples of drills whose time of failure is known.</summary>
/// <param name="FailureMode">The fault that grew; <c>all</c> for all modes together.</param>
/// <param name="Moments">Number of RUL estimates.</param>
/// <param name="Coverage">Share of estimates with the true RUL within P10 to P90; nominal 0.8.</param>
/// <param name="BelowP10">Share that failed before P10; nominal 0.1.</param>
/// <param name="AboveP90">Share that failed after P90; nominal 0.1.</param>
/// <param name="MeanAbsoluteErrorHours">Mean absolute error of P50, hours.</param>
/// <param name="ConstantErrorHours">The same for a constant estimate, the median of the true RULs: the baseline to beat.</param>
/// <param name="MeanWidthHours">Mean of P90 − P10, hours.</param>
public sealed record RulFigures(
    string FailureMode, int Moments, double Coverage, double BelowP10, double AboveP90, double MeanAbsoluteErrorHours,
    double ConstantErrorHours, double MeanWidthHours);
