using Maintenance.Core.Time;
using Maintenance.Queries;

namespace Maintenance.Api.Rest;

/// <summary>One stored assessment; null where there was no evidence.</summary>
internal sealed record AssessmentContract(
    DateTime EventTime, DateTime KnownAt, double? HealthIndex, string? Grade, string? FailureMode, double? FailureProbability,
    string? NotAssessed, RulContract RulHours, string DrillingState, IReadOnlyList<ReasonContract> Reasons,
    IReadOnlyList<FindingContract> Findings, IReadOnlyDictionary<string, EvidenceContract> Evidence,
    IReadOnlyList<SensorFaultContract> SensorFaults, string? ModelHash)
{
    public static AssessmentContract Of(StoredAssessment row) => new(
        UnixMicros.ToUtc(row.EventTimeUnixMicros), UnixMicros.ToUtc(row.KnownAtUnixMicros), JsonNumber.Finite(row.HealthIndex), row.Grade,
        row.FailureMode, JsonNumber.Finite(row.FailureProbability), row.NotAssessed, RulContract.Of(row.RulHours), row.DrillingState,
        ReasonContract.All(row.Reasons), FindingContract.All(row.Findings), EvidenceContract.All(row.Evidence),
        SensorFaultContract.All(row.SensorFaults), row.ModelHash);
}
