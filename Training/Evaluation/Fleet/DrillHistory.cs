using Maintenance.Simulator.Physics;

namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>What happened on one drill.</summary>
/// <param name="Fault">The truth; null for a healthy drill.</param>
/// <param name="FalseAlarms">Alarms raised without a fault.</param>
/// <param name="HealthyHours">Time without a fault.</param>
/// <param name="FoundUnixMicros">First alarm from the onset on; null when missed.</param>
/// <param name="NamedMode">Failure mode named by it.</param>
internal sealed record DrillHistory(Fault? Fault, int FalseAlarms, double HealthyHours, long? FoundUnixMicros, string? NamedMode);
