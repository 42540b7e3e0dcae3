namespace Maintenance.Store.Log.Embedded;

/// <summary>What a partition is told by its log.</summary>
internal sealed record PartitionSettings(
    string Topic, int Partition, string Directory, long SegmentBytes, long MaxBytesInFlight, TimeSpan CommitInterval, bool Fsync)
{
    /// <summary>Unit in which FasterLog allocates and flushes; part of the file format.</summary>
    public const int PageBytes = 1 << 20;

    /// <summary>FasterLog reserves the first bytes of the address space.</summary>
    public const long FirstOffset = 64;

    /// <summary>"telemetry.v1/0", for messages.</summary>
    public string Name => $"{Topic}/{Partition}";

    public string CommitPath => Path.Combine(Directory, "commit");

    /// <summary>Files are named by their first offset, like Kafka's.</summary>
    public string SegmentPath(long segment) => Path.Combine(Directory, $"{segment * SegmentBytes:D20}.log");

    /// <summary>Numbers of the segment files present, ascending.</summary>
    public long[] ListSegments() =>
    [
        .. System.IO.Directory.EnumerateFiles(Directory, "*.log")
            .Select(path => long.Parse(Path.GetFileNameWithoutExtension(path)) / SegmentBytes)
            .Order(),
    ];
}
