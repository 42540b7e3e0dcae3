namespace Maintenance.Simulator.Fields;

/// <summary>A day of an asset: what happened and what was planned.</summary>
/// <param name="Asset">Id.</param>
/// <param name="Day">UTC day.</param>
/// <param name="OilM3">Oil, m³.</param>
/// <param name="DrilledM">Metres drilled.</param>
/// <param name="NptHours">Hours lost unplanned.</param>
/// <param name="PlannedDowntimeHours">Hours of planned maintenance and workovers.</param>
/// <param name="Plan">The plan of the day.</param>
public sealed record FieldDay(string Asset, DateOnly Day, double OilM3, double DrilledM, double NptHours, double PlannedDowntimeHours,
    FieldPlan Plan);
