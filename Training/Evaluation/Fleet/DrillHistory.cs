using Maintenance.Simulator.Physics;

namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>The evaluated history of one drill.</summary>
/// <param name="Fault">The true fault; null for a healthy drill.</param>
/// <param name="FalseAlarms">Alarms raised without a fault.</param>
/// <param name="HealthyHours">Time without a fault.</param>
/// <param name="FoundUnixMicros">First alarm after the onset; null when the fault was missed.</param>
/// <param name="NamedMode">Failure mode named by that alarm.</param>
internal sealed record DrillHistory(Fault? Fault, int FalseAlarms, double HealthyHours, long? FoundUnixMicros, string? NamedMode);
