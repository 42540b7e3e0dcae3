namespace Maintenance.Api.Business;

/// <summary>
/// What a region produces per day in a part of a period, and is to produce: means, so that a part that has begun can be compared.
/// </summary>
/// <param name="From">First day of the part.</param>
/// <param name="Oil">Oil per day over the days that are told, rounded as shown; null when none is.</param>
/// <param name="Plan">Planned oil per day; null when no plan is recorded.</param>
/// <param name="Unit">Unit of both.</param>
public sealed record ProductionRate(string From, double? Oil, double? Plan, string Unit);
