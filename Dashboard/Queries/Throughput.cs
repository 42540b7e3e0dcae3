namespace Maintenance.Dashboard.Queries;

/// <summary>Rates over a window of <c>known_at</c>.</summary>
internal sealed record Throughput(double ReadingsPerSecond, double BlocksPerSecond, long ActiveAssets, DateTime? NewestKnownAt);
