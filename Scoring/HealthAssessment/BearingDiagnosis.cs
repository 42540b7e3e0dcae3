namespace Maintenance.Scoring.HealthAssessment;

/// <summary>What the rules say of a bearing.</summary>
/// <param name="Probability">That it is damaged, 0–1.</param>
/// <param name="Unseen">Why it cannot be judged; null when it can.</param>
/// <param name="Limited">What limits the evidence; null when it is good.</param>
/// <param name="Defect">What is damaged; null below suspicion, or when it cannot be said.</param>
/// <param name="Likeliest">The defect that the lines speak for most, if there is one at all; null when lines cannot be told.</param>
/// <param name="Shares">Shares of outer race, inner race and rolling element in that suspicion, sum 1; 0 when lines cannot be told.</param>
/// <param name="Prominence">Lines of the likeliest defect over their surroundings; NaN when they cannot be told.</param>
public sealed record BearingDiagnosis(
    double Probability, string? Unseen, string? Limited, string? Defect, string? Likeliest, IReadOnlyList<double> Shares, double Prominence)
{
    /// <summary>Names of the defects, in the order of <see cref="Shares"/>.</summary>
    public static IReadOnlyList<string> Defects => Rules.BearingRule.Defects;
}
