namespace Maintenance.Queries;

/// <summary>A stretch of event time much longer than the asset's cadence without a reading.</summary>
public sealed record GapRow(string Asset, DateTime From, DateTime To, double Seconds);
