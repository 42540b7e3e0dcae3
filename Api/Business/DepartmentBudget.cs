namespace Maintenance.Api.Business;

/// <summary>A department's budget of the period.</summary>
/// <param name="Department">Department.</param>
/// <param name="Planned">Budget; null when none is recorded.</param>
/// <param name="Spent">Spent so far.</param>
/// <param name="ForecastP10">To the period's end, with probability 10 % at most this; null when it cannot be told.</param>
/// <param name="ForecastP50">Median.</param>
/// <param name="ForecastP90">With probability 90 % at most this.</param>
public sealed record DepartmentBudget(string Department, double? Planned, double Spent, double? ForecastP10, double? ForecastP50,
    double? ForecastP90);
