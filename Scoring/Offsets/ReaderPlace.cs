using Maintenance.Core.Log;
using Maintenance.Core.Ports;

namespace Maintenance.Scoring.Offsets;

/// <summary>
/// Where a reader goes on in a partition, if the log is the one its offset is a place in (decision 0024). A reader that trusted the number
/// alone would pass over, in silence, all that a log begun anew holds below it.
/// </summary>
/// <param name="Key">Reader, topic and partition.</param>
/// <param name="Stored">The store's next offset; null: the reader has never committed.</param>
/// <param name="Span">What the store knows of the log that offset is of.</param>
/// <param name="Lineage">Which log is there now.</param>
/// <param name="Beginning">First offset it retains.</param>
/// <param name="End">Offset after its last durable record.</param>
internal sealed record ReaderPlace(OffsetKey Key, long? Stored, OffsetSpan Span, LogLineage Lineage, long Beginning, long End)
{
    /// <summary>The log's next offset to process.</summary>
    public long Next => Stored is { } stored ? stored - Span.Shift : Beginning;

    /// <summary>True when the store has to note which log this is, with the next commit.</summary>
    public bool IsNews => Lineage.IsKnown && Lineage.ToString() != Span.Lineage.ToString();

    /// <summary>
    /// True when the log ends before the reader's place. The store has to note it: once the log has grown past the place, nothing else
    /// would tell.
    /// </summary>
    public bool IsCut => Stored is not null && Next > End && Next <= SharedUntil;

    /// <summary>
    /// Where to go on when there is a <see cref="Problem"/>, so that nothing the log holds is passed over: the first offset that is
    /// certainly not stored, or the log's beginning where that cannot be told. Null without a problem.
    /// </summary>
    public long? Proposed => Found is null ? null : Math.Clamp(SharedUntil == long.MaxValue ? Beginning : SharedUntil, Beginning, End);

    /// <summary>Why the reader must not go on and what to do, in words; null: it may.</summary>
    public string? Problem => Found is { } found
        ? found
            + " Nothing more of it is stored until you bring the right log back, or say where in this one to go on: maintenance "
                + $"offsets move --topic {Key.Topic} "
            + $"--partition {Key.Partition} --to {Proposed} --reason \"…\"; what the other log held and was not stored is lost."
        : null;

    private long SharedUntil => Lineage.IsKnown && Span.Lineage.IsKnown ? Lineage.SharedUntil(Span.Lineage) : long.MaxValue;

    private string Place => $"{Key.Topic}/{Key.Partition}";

    private string? Found => Stored is null ? null
        : SharedUntil == 0 ? $"{Place}: the log is not the one that was stored up to offset {Next}: it was begun anew, or is "
            + $"another one. It holds offsets {Beginning} to {End}."
        : Next > SharedUntil ? $"{Place}: the log was stored up to offset {Next}, but from {SharedUntil} on it is not the one it "
            + $"was: it went on from an older copy or commit. It ends at {End}."
        : Span.CutAt is { } cut ? $"{Place}: the log was stored up to offset {Next}, but was seen to end at {cut}: it was begun "
            + $"anew, or its end was cut off. Now it ends at {End}."
        : IsCut ? $"{Place}: the log was stored up to offset {Next}, but ends at {End}: it was begun anew, or its end was cut off."
        : null;

    /// <summary>Asks store and log.</summary>
    /// <exception cref="LogException">The log does not answer.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public static async Task<ReaderPlace> FindAsync(IConditionStore store, ITelemetryLog log, OffsetKey key,
        CancellationToken cancellationToken)
    {
        // The end is asked last: what a running worker commits meanwhile lies before it.
        var stored = await store.ReadOffsetAsync(key, cancellationToken);
        var spans = await OffsetSpans.LoadAsync(store, key, cancellationToken);
        return new ReaderPlace(
            key, stored, spans.Latest, log.Lineage(key.Topic, key.Partition), log.BeginningOffset(key.Topic, key.Partition),
                log.HighWatermark(key.Topic, key.Partition));
    }
}
