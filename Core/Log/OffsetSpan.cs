namespace Maintenance.Core.Log;

/// <summary>
/// A stretch of a reader's offsets in the store and the log they come from. The store's offsets of a partition only ever ascend, because
/// rows, periods of models and backups are ordered by them; those of a log begin again when it is begun anew. A span says by how much they
/// differ.
/// </summary>
/// <param name="From">First of the store's offsets it is true for.</param>
/// <param name="LogOffset">The log's own offset there.</param>
/// <param name="Lineage">Which log.</param>
/// <param name="CutAt">Where the log was once seen to end although the reader had been further, or null. From then on its offsets prove
/// nothing, also when it has grown past that place again.</param>
public sealed record OffsetSpan(long From, long LogOffset, LogLineage Lineage, long? CutAt)
{
    /// <summary>Of a store that has noted none: its offsets are the log's.</summary>
    public static OffsetSpan Plain { get; } = new(0, 0, LogLineage.Unknown, CutAt: null);

    /// <summary>What is added to an offset of the log to get the store's.</summary>
    public long Shift => From - LogOffset;
}
