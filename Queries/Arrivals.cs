namespace Maintenance.Queries;

/// <summary>Buckets with late or corrected blocks.</summary>
/// <param name="BucketMicros">Width of a bucket, µs.</param>
/// <param name="Buckets">In time order.</param>
public sealed record Arrivals(long BucketMicros, IReadOnlyList<ArrivalBucket> Buckets);
