using Maintenance.Core.Conditions;

namespace Maintenance.Queries;

/// <summary>The parts of an assessment a worker keeps, bit for bit as stored, NaN and infinities included.</summary>
public readonly record struct AssessedBlock(
    long EventTimeUnixMicros, string DrillingState, float HealthIndex, string? FailureMode, float FailureProbability, string? Reasons,
    RulQuantiles RulHours);
