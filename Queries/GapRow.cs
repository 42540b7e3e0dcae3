namespace Maintenance.Queries;

/// <summary>A period of event time without readings, much longer than the asset's usual interval. Times are UTC.</summary>
public sealed record GapRow(string Asset, DateTime From, DateTime To, double Seconds);
