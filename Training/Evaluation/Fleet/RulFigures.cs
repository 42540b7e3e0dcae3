namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>How well remaining lives were told, over moments of drills whose failure was known to come.</summary>
/// <param name="FailureMode">The fault that grew; <c>all</c> for the sum.</param>
/// <param name="Moments">Moments at which a life was told.</param>
/// <param name="Coverage">Share of them with the truth within P10 to P90; nominal 0.8.</param>
/// <param name="BelowP10">Share that failed before P10; nominal 0.1.</param>
/// <param name="AboveP90">Share that failed after P90; nominal 0.1.</param>
/// <param name="MeanAbsoluteErrorHours">Of P50.</param>
/// <param name="ConstantErrorHours">The same for whoever always says the median of these truths: what a model must beat.</param>
/// <param name="MeanWidthHours">P90 − P10.</param>
public sealed record RulFigures(
    string FailureMode, int Moments, double Coverage, double BelowP10, double AboveP90, double MeanAbsoluteErrorHours,
        double ConstantErrorHours, double MeanWidthHours);
