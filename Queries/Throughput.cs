namespace Maintenance.Queries;

/// <summary>Rates per second over a window of <c>known_at</c>; times are UTC.</summary>
public sealed record Throughput(double ReadingsPerSecond, double BlocksPerSecond, long ActiveAssets, DateTime? NewestKnownAt);
