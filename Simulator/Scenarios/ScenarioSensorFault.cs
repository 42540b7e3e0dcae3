using Maintenance.Simulator.Physics;

namespace Maintenance.Simulator.Scenarios;

/// <summary>A sensor fault of a scenario.</summary>
/// <param name="Drill">Index of the drill, from 0; null for all.</param>
/// <param name="Channel">As in <see cref="SensorFault"/>.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="From">Beginning, since the start.</param>
/// <param name="Until">End; null for never.</param>
/// <param name="Amount">As in <see cref="SensorFaultKind"/>.</param>
public sealed record ScenarioSensorFault(
    int? Drill, string Channel, SensorFaultKind Kind, TimeSpan From, TimeSpan? Until, double Amount);
