namespace Maintenance.Scoring.HealthAssessment;

/// <summary>Outcome for one block.</summary>
/// <param name="Exists">False when the window has no evidence: then nothing is stored.</param>
/// <param name="HealthIndex">0–100.</param>
/// <param name="FailureMode">One of <c>FailureModes</c>.</param>
/// <param name="FailureProbability">Probability of the failure mode, 0–1; of any fault when the mode is none.</param>
/// <param name="Reasons">JSON, or null for grade A.</param>
internal readonly record struct Assessment(bool Exists, float HealthIndex, string FailureMode, float FailureProbability, string? Reasons)
{
    /// <summary>No assessment.</summary>
    public static Assessment None { get; } = new(false, float.NaN, Core.Conditions.FailureModes.None, float.NaN, null);
}
