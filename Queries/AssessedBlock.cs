using Maintenance.Core.Conditions;

namespace Maintenance.Queries;

/// <summary>What a worker keeps of an assessment, every bit as stored: NaN and infinities are themselves.</summary>
public readonly record struct AssessedBlock(
    long EventTimeUnixMicros, string DrillingState, float HealthIndex, string? FailureMode, float FailureProbability, string? Reasons,
    RulQuantiles RulHours);
