using System.Diagnostics;
using Maintenance.Core.Tracing;

namespace Maintenance.Ingest.Intake;

/// <summary>
/// Spans of a batch's traced records (docs/operations/tracing.md): receive, decode, append. Records travel in batches, so the times
/// are the batch's.
/// </summary>
internal sealed class IngestTraces
{
    private static readonly ActivitySource Source = new("Maintenance.Ingest");
    private readonly List<RecordTrace> _records;
    private readonly TimeProvider _clock;
    private readonly DateTimeOffset _decoded;

    private IngestTraces(List<RecordTrace> records, TimeProvider clock)
    {
        (_records, _clock) = (records, clock);
        _decoded = clock.GetUtcNow();
    }

    /// <summary>Starts the spans of a decoded batch; null, without allocating, if none of its records is traced.</summary>
    public static IngestTraces? Begin(IngestBatch batch, RecordTraces traces, TimeProvider clock)
    {
        if (!traces.IsOn(Source)) return null;
        List<RecordTrace>? records = null;
        for (var i = 0; i < batch.EntryCount; i++)
            if (!batch.IsDeadLetter(i) && traces.Find(batch.Value(i).Span, Source) is { } record) (records ??= []).Add(record);
        return records is null ? null : new IngestTraces(records, clock).Decoded(batch);
    }

    /// <summary>The batch is durable, or could not be made so.</summary>
    /// <param name="failure">The error; null if durable.</param>
    public void Appended(string? failure = null)
    {
        var now = _clock.GetUtcNow();
        foreach (var record in _records) record.Write(Source, "append", ActivityKind.Producer, _decoded, now, failure);
    }

    // A batch that is committed again was received and decoded only once.
    private IngestTraces Decoded(IngestBatch batch)
    {
        if (batch.IsTraced) return this;
        batch.IsTraced = true;
        var request = Activity.Current?.Context ?? default;
        foreach (var record in _records)
        {
            record.Write(Source, "receive", ActivityKind.Server, batch.ReceivedAt ?? batch.DecodedFrom, batch.DecodedFrom, cause: request);
            record.Write(Source, "decode", ActivityKind.Internal, batch.DecodedFrom, _decoded);
        }
        return this;
    }
}
