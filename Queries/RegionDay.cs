namespace Maintenance.Queries;

/// <summary>What the assets of a region produced or planned in a day; sums of what was told, NaN where nothing was.</summary>
/// <param name="Region">Region.</param>
/// <param name="Day">UTC day.</param>
/// <param name="Basis">actual or plan.</param>
/// <param name="OilM3">Oil, m³.</param>
/// <param name="DrilledM">Metres drilled.</param>
/// <param name="NptHours">Hours lost unplanned.</param>
/// <param name="PlannedHours">Hours of planned downtime.</param>
/// <param name="Hours">Hours that are accounted for: 24 of each asset that told of lost ones.</param>
public sealed record RegionDay(string Region, DateOnly Day, string Basis, double OilM3, double DrilledM, double NptHours,
    double PlannedHours, double Hours);
