namespace Maintenance.Core.Ports;

/// <summary>Where a reader stands in a partition of the log. Offsets are the log's own.</summary>
/// <param name="Reader">Name of the reader.</param>
/// <param name="Topic">Topic.</param>
/// <param name="Partition">Partition.</param>
/// <param name="Next">The next offset to process; null: it has never committed.</param>
/// <param name="Beginning">First offset the log retains.</param>
/// <param name="End">Offset after the log's last durable record.</param>
/// <param name="Problem">Why the reader stands still and what to do; null: it can go on.</param>
/// <param name="Proposed">Offset from which on the log holds nothing that is stored, where there is a problem.</param>
public sealed record ReaderOffset(string Reader, string Topic, int Partition, long? Next, long Beginning, long End, string? Problem,
    long? Proposed)
{
    /// <summary>
    /// What is left to process; negative when the log ends before the reader's place: records were lost, or it is another log.
    /// </summary>
    public long Lag => End - (Next ?? Beginning);
}
