namespace Maintenance.Simulator.Fields;

/// <summary>What was planned for a day of an asset when its year began.</summary>
/// <param name="OilM3">Oil, m³.</param>
/// <param name="DrilledM">Metres.</param>
/// <param name="PlannedDowntimeHours">Hours of planned maintenance.</param>
public readonly record struct FieldPlan(double OilM3, double DrilledM, double PlannedDowntimeHours);
