namespace Maintenance.Queries;

/// <summary>A stretch of one asset's event time, UTC, both ends included.</summary>
public readonly record struct AssetRange(string Asset, DateTime From, DateTime To);
