using Maintenance.Core.Conditions;
using Maintenance.Scoring.Blocks;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>An assessment, for programs that score without log and store. Texts are as stored (docs/formats/store-tables.md).</summary>
/// <param name="State">What the rig was doing.</param>
/// <param name="HealthIndex">0–100; NaN without evidence.</param>
/// <param name="Grade">A to D; null without evidence.</param>
/// <param name="FailureMode">One of <see cref="FailureModes"/>; null without evidence.</param>
/// <param name="FailureProbability">0–1; NaN without evidence.</param>
/// <param name="Rul">Remaining useful life.</param>
/// <param name="Reasons">JSON; null when nothing is suspected.</param>
/// <param name="NotAssessed">Why there is no grade; null with one.</param>
/// <param name="Evidence">JSON: what each failure mode could be judged by.</param>
/// <param name="Findings">JSON: the failure modes that are suspected.</param>
/// <param name="SensorFaults">JSON: the sensors at fault.</param>
public sealed record AssessedCondition(
    DrillingState State, float HealthIndex, string? Grade, string? FailureMode, float FailureProbability, RulQuantiles Rul,
    string? Reasons, string? NotAssessed, string? Evidence, string? Findings, string? SensorFaults)
{
    internal static AssessedCondition Of(in Assessment a) => new(
        a.State, a.HealthIndex, a.Grade, a.FailureMode, a.FailureProbability, a.Rul, a.Reasons, a.NotAssessed, a.Evidence, a.Findings,
        a.SensorFaults);
}
