namespace Maintenance.Queries;

/// <summary>How blocks of a bucket arrived.</summary>
/// <param name="StartUnixMicros">Start of the bucket, Unix µs UTC.</param>
/// <param name="Late">Blocks that were received late, corrections included.</param>
/// <param name="Corrected">Corrections of blocks that were known before.</param>
public readonly record struct ArrivalBucket(long StartUnixMicros, long Late, long Corrected);
