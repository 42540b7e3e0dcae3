using Maintenance.Core.Conditions;

namespace Maintenance.Queries;

/// <summary>The parts of an assessment a worker keeps, bit for bit as stored, NaN and infinities included.</summary>
public readonly record struct AssessedBlock(
    long EventTimeUnixMicros, string DrillingState, float HealthIndex, string? FailureMode, float FailureProbability, string? Reasons,
    RulQuantiles RulHours)
{
    /// <summary>A to D; null without one.</summary>
    public string? Grade { get; init; }

    /// <summary>Why there is no grade; null with one.</summary>
    public string? NotAssessed { get; init; }

    /// <summary>JSON: what can be seen of each failure mode.</summary>
    public string? Evidence { get; init; }

    /// <summary>JSON: the failure modes that are suspected.</summary>
    public string? Findings { get; init; }

    /// <summary>JSON: the sensors at fault.</summary>
    public string? SensorFaults { get; init; }
}
