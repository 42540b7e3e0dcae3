using Maintenance.Core.Conditions;
using Maintenance.Scoring.HealthAssessment;

namespace Maintenance.Scoring.Blocks;

/// <summary>The result for one block: the values of its row. Two equal results need only one row.</summary>
/// <param name="State">What the rig was doing in the window.</param>
/// <param name="HealthIndex">0–100; NaN when the window has no evidence of the machine's condition.</param>
/// <param name="FailureMode">One of <c>FailureModes</c>; null without evidence.</param>
/// <param name="FailureProbability">Probability of the failure mode, 0–1; of any fault when the mode is none; NaN without evidence.</param>
/// <param name="Reasons">JSON, or null when nothing is suspected.</param>
/// <param name="Rul">Remaining useful life.</param>
internal readonly record struct Assessment(
    DrillingState State, float HealthIndex, string? FailureMode, float FailureProbability, string? Reasons, RulQuantiles Rul)
{
    /// <summary>A to D, held back by <see cref="GradeHysteresis"/>; null without evidence.</summary>
    public string? Grade { get; init; }

    /// <summary>Why there is no grade, in words; null with a grade.</summary>
    public string? NotAssessed { get; init; }

    /// <summary>JSON: what can be seen of each failure mode.</summary>
    public string? Evidence { get; init; }

    /// <summary>JSON: the failure modes that are suspected; null when none is.</summary>
    public string? Findings { get; init; }

    /// <summary>JSON: the sensors at fault; null when none is.</summary>
    public string? SensorFaults { get; init; }

    /// <summary>True when there was evidence to judge by.</summary>
    public bool HasEvidence => !float.IsNaN(HealthIndex);

    /// <summary>
    /// A block whose window says nothing about the machine: stored with NULLs, so that silence is not mistaken for health.
    /// </summary>
    public static Assessment WithoutEvidence(DrillingState state, string why) =>
        new(state, float.NaN, FailureMode: null, float.NaN, Reasons: null, RulQuantiles.Unknown) { NotAssessed = why };
}
