namespace Maintenance.Contracts.Tests.Log;

/// <summary>What a fact of the contract needs of the log it opens.</summary>
public sealed record LogTestOptions
{
    public int Partitions { get; init; } = 4;

    public int MaxRecordBytes { get; init; } = 8 << 20;

    public long MaxBytesInFlight { get; init; } = 12 << 20;

    public long SegmentBytes { get; init; } = 1 << 20;

    public long RetentionBytes { get; init; } = 1L << 40;

    public TimeSpan RetentionAge { get; init; } = TimeSpan.FromDays(365);
}
