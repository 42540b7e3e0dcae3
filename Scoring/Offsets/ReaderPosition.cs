using Maintenance.Core.Log;
using Maintenance.Core.Ports;

namespace Maintenance.Scoring.Offsets;

/// <summary>
/// Where a reader resumes in a partition, provided the log is the one its offset refers to (decision 0024). A reader that trusted the
/// number alone would silently skip everything below it in a log that was started anew.
/// </summary>
/// <param name="Key">Reader, topic and partition.</param>
/// <param name="Stored">The next offset in the store; null when the reader has never committed.</param>
/// <param name="Span">What the store knows about the log that the offset refers to.</param>
/// <param name="Lineage">Lineage of the current log.</param>
/// <param name="Beginning">First offset the log retains.</param>
/// <param name="End">Offset after its last durable record.</param>
internal sealed record ReaderPosition(OffsetKey Key, long? Stored, OffsetSpan Span, LogLineage Lineage, long Beginning, long End)
{
    /// <summary>The log's next offset to process.</summary>
    public long Next => Stored is { } stored ? stored - Span.Shift : Beginning;

    /// <summary>True when the log's lineage must be stored with the next commit.</summary>
    public bool IsNewLineage => Lineage.IsKnown && Lineage.ToString() != Span.Lineage.ToString();

    /// <summary>
    /// True when the log ends before the reader's offset. The store must record it: once the log has grown past that offset, nothing else
    /// would show it.
    /// </summary>
    public bool IsCut => Stored is not null && Next > End && Next <= SharedUntil;

    /// <summary>
    /// Where to resume when there is a <see cref="Problem"/>, so that nothing in the log is skipped: the first offset that is certainly not
    /// stored, or the log's beginning where that is unknown. Null without a problem.
    /// </summary>
    public long? Proposed => Found is null ? null : Math.Clamp(SharedUntil == long.MaxValue ? Beginning : SharedUntil, Beginning, End);

    /// <summary>Why the reader must not continue, and what to do; null when it may.</summary>
    public string? Problem => Found is { } found
        ? found
            + " Nothing more is stored from it until you restore the right log, or choose where to resume in this one: maintenance "
                + $"offsets move --topic {Key.Topic} "
            + $"--partition {Key.Partition} --to {Proposed} --reason \"…\"; records of the other log that were not stored are lost."
        : null;

    private long SharedUntil => Lineage.IsKnown && Span.Lineage.IsKnown ? Lineage.SharedUntil(Span.Lineage) : long.MaxValue;

    private string Partition => $"{Key.Topic}/{Key.Partition}";

    private string? Found => Stored is null ? null
        : SharedUntil == 0 ? $"{Partition}: the log is not the one that was stored up to offset {Next}: it was started anew, or is "
            + $"another one. It holds offsets {Beginning} to {End}."
        : Next > SharedUntil ? $"{Partition}: the log was stored up to offset {Next}, but from {SharedUntil} on it is a different "
            + $"log: it was continued from an older copy or commit. It ends at {End}."
        : Span.CutAt is { } cut ? $"{Partition}: the log was stored up to offset {Next}, but was seen to end at {cut}: it was started "
            + $"anew, or truncated. Now it ends at {End}."
        : IsCut ? $"{Partition}: the log was stored up to offset {Next}, but ends at {End}: it was started anew, or truncated."
        : null;

    /// <summary>Reads the position from store and log.</summary>
    /// <exception cref="LogException">The log cannot be read.</exception>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static async Task<ReaderPosition> FindAsync(IConditionStore store, ITelemetryLog log, OffsetKey key,
        CancellationToken cancellationToken)
    {
        // The end is read last, so that whatever a running worker commits meanwhile lies before it.
        var stored = await store.ReadOffsetAsync(key, cancellationToken);
        var spans = await OffsetSpans.LoadAsync(store, key, cancellationToken);
        return new ReaderPosition(
            key, stored, spans.Latest, log.Lineage(key.Topic, key.Partition), log.BeginningOffset(key.Topic, key.Partition),
            log.HighWatermark(key.Topic, key.Partition));
    }
}
