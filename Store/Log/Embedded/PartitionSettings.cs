using Maintenance.Core.Ports;

namespace Maintenance.Store.Log.Embedded;

/// <summary>Settings a partition receives from its log.</summary>
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

    /// <exception cref="LogException">The file of a segment is missing.</exception>
    public void RequireSegment(long segment)
    {
        if (!File.Exists(SegmentPath(segment))) throw Damaged($"the file {SegmentPath(segment)} is missing");
    }

    /// <summary>The error for a partition whose files contradict each other.</summary>
    public LogException Damaged(string what) => new(
        $"Log partition {Name} in {Directory} is damaged: {what}. Restore the folder from a backup, or move it away to start an empty "
            + "partition and reset scoring's offsets (see maintenance offsets list).",
        isTransient: false);

    /// <summary>The error for an unreadable entry: it and what follows are not delivered.</summary>
    public LogException DamagedAt(long offset, string what) => new(
        $"Log partition {Name} is damaged at offset {offset} (file {SegmentPath(offset / SegmentBytes)}): {what}. Nothing after it is "
            + "delivered. Restore the folder from a backup.",
        isTransient: false);

    /// <summary>Numbers of the segment files present, ascending.</summary>
    public long[] ListSegments() =>
    [
        .. System.IO.Directory.EnumerateFiles(Directory, "*.log")
            .Select(path => long.Parse(Path.GetFileNameWithoutExtension(path)) / SegmentBytes)
            .Order(),
    ];
}
