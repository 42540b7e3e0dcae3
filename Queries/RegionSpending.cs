namespace Maintenance.Queries;

/// <summary>Money that a department of a region spent on a day.</summary>
/// <param name="Region">Region.</param>
/// <param name="Department">Department.</param>
/// <param name="Day">UTC day.</param>
/// <param name="Amount">In the installation's currency.</param>
public sealed record RegionSpending(string Region, string Department, DateOnly Day, double Amount);
