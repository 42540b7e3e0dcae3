namespace Maintenance.Core.Log;

/// <summary>
/// A range of a reader's offsets in the store, and the log they come from. The store's offsets of a partition only ever ascend, because
/// rows, serving periods and backups are ordered by them; a log's own offsets restart when it is recreated. A span maps one to the other.
/// </summary>
/// <param name="From">First store offset of the span.</param>
/// <param name="LogOffset">The log's own offset there.</param>
/// <param name="Lineage">Which log.</param>
/// <param name="CutAt">Where the log was once seen to end before the reader's position, or null. From then on its offsets prove nothing,
/// even when it grows past that point again.</param>
public sealed record OffsetSpan(long From, long LogOffset, LogLineage Lineage, long? CutAt)
{
    /// <summary>Default of a store without spans: its offsets are the log's.</summary>
    public static OffsetSpan Plain { get; } = new(0, 0, LogLineage.Unknown, CutAt: null);

    /// <summary>Added to a log offset to get the store offset.</summary>
    public long Shift => From - LogOffset;
}
