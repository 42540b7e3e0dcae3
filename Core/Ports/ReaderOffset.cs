namespace Maintenance.Core.Ports;

/// <summary>Position of a reader in a partition of the log. Offsets are the log's own.</summary>
/// <param name="Reader">Name of the reader.</param>
/// <param name="Topic">Topic.</param>
/// <param name="Partition">Partition.</param>
/// <param name="Next">The next offset to process; null when it has never committed.</param>
/// <param name="Beginning">First offset retained by the log.</param>
/// <param name="End">Offset after the log's last durable record.</param>
/// <param name="Problem">Why the reader is stopped and what to do; null when it can continue.</param>
/// <param name="Proposed">Where there is a problem: the offset from which the log holds nothing already stored.</param>
public sealed record ReaderOffset(string Reader, string Topic, int Partition, long? Next, long Beginning, long End, string? Problem,
    long? Proposed)
{
    /// <summary>
    /// Records left to process; negative when the log ends before the reader's position: records were lost, or it is a different log.
    /// </summary>
    public long Lag => End - (Next ?? Beginning);
}
