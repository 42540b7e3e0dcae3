using Maintenance.Core.Time;
using Maintenance.Queries;

namespace Maintenance.Api.Rest;

/// <summary>One stored assessment.</summary>
internal sealed record AssessmentContract(
    DateTime EventTime, DateTime KnownAt, double? HealthIndex, string Grade, string FailureMode, double? FailureProbability,
    RulContract RulHours, string DrillingState, IReadOnlyList<ReasonContract> Reasons, string? ModelHash)
{
    public static AssessmentContract Of(StoredAssessment row) => new(
        UnixMicros.ToUtc(row.EventTimeUnixMicros), UnixMicros.ToUtc(row.KnownAtUnixMicros), JsonNumber.Finite(row.HealthIndex), row.Grade,
        row.FailureMode, JsonNumber.Finite(row.FailureProbability), RulContract.Of(row.RulHours), row.DrillingState,
        ReasonContract.All(row.Reasons), row.ModelHash);
}
