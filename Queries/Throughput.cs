namespace Maintenance.Queries;

/// <summary>Rates over a window of <c>known_at</c>.</summary>
public sealed record Throughput(double ReadingsPerSecond, double BlocksPerSecond, long ActiveAssets, DateTime? NewestKnownAt);
