using System.Collections.Concurrent;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;
using Maintenance.Core.Tracing;
using Maintenance.Ingest.Formats;
using Maintenance.Ingest.Formats.Text;
using Maintenance.Ingest.Observability;
using Maintenance.Ingest.Validation;
using Microsoft.Extensions.Options;

namespace Maintenance.Ingest.Intake;

/// <summary>
/// The only way into the telemetry log, for MQTT, HTTP, CLI verbs and the benchmark: decode, validate, flag quality, stamp the reception
/// time, append. A rejection becomes a dead letter in the same log and never holds up the rest of the payload or batch.
/// <para>Failure strategy: nothing is reported as accepted or rejected before it is durable. When <see cref="CommitAsync"/> throws, part of
/// the batch may be in the log; committing the same batch again is harmless, because duplicates are recognised by identity.</para>
/// <para>Threading: all members may be called from any thread; a batch has one owner.</para>
/// </summary>
public sealed partial class TelemetryIngestor
{
    private const int MaxPooledBatches = 8;

    private static readonly string UnknownFormat =
        $"the topic or content type names no known format; expected {string.Join(", ", PayloadFormats.All.SkipLast(1))} or "
            + $"{PayloadFormats.All[^1]} as {{format}} of maintenance/v1/{{region}}/{{site}}/{{rig}}/{{asset}}/telemetry/{{format}}, or "
            + string.Join(", ", PayloadFormats.All.SelectMany(f => f.ContentTypes));

    private readonly ITelemetryLog _log;
    private readonly AssetRegistry _assets;
    private readonly TimeProvider _clock;
    private readonly IngestOptions _options;
    private readonly IngestMetrics _metrics;
    private readonly RecordTraces _traces;
    private readonly DeadLetterQuota _quota;
    private readonly ConcurrentBag<IngestBatch> _pool = [];

    /// <summary>Creates the ingestor over a log.</summary>
    public TelemetryIngestor(ITelemetryLog log, AssetRegistry assets, TimeProvider clock, IOptions<IngestOptions> options,
        IngestMetrics metrics, RecordTraces traces)
    {
        _log = log;
        _assets = assets;
        _clock = clock;
        _options = options.Value;
        _quota = new DeadLetterQuota(_options.DeadLettersPerSource, _options.DeadLettersPerMinute, _options.DeadLetterBytesPerMinute);
        _metrics = metrics;
        _traces = traces;
    }

    /// <summary>Accepts one payload and completes when all of it is durable, as telemetry or as dead letters.</summary>
    /// <param name="format">Format of the payload; null if unknown.</param>
    /// <param name="payload">The whole payload; not retained.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="cancellationToken">Stops the wait for the log; the readings may still become durable.</param>
    /// <exception cref="LogException">The append failed; what became durable is unknown.</exception>
    public ValueTask<IngestResult> AcceptAsync(PayloadFormat? format, ReadOnlyMemory<byte> payload, in SourceContext source,
        CancellationToken cancellationToken)
    {
        var batch = RentBatch();
        Decode(format, payload.Span, in source, batch);
        return CommitAndReturnAsync(batch, cancellationToken);
    }

    /// <summary>
    /// Decodes one payload into a batch without waiting, so that several payloads share the flush of <see cref="CommitAsync"/>.
    /// </summary>
    /// <param name="format">Format of the payload; null if unknown.</param>
    /// <param name="payload">The whole payload, or its beginning when <paramref name="payloadBytes"/> says that it was longer.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="batch">Batch to add to.</param>
    /// <param name="payloadBytes">Bytes of the payload as received; −1: those of <paramref name="payload"/>.</param>
    public void Decode(PayloadFormat? format, ReadOnlySpan<byte> payload, in SourceContext source, IngestBatch batch, long payloadBytes =
        -1)
    {
        var now = _clock.GetUtcNow();
        batch.BeginDecoding(now);
        var window = EventTimeWindow.At(now, source.Kind == SourceKind.Replay ? null : _options.MaxAge, _options.MaxClockAhead);
        var sink = batch.Sink;
        sink.Begin(in source, in window);
        var bytes = payloadBytes < 0 ? payload.Length : payloadBytes;
        if (bytes > _options.MaxPayloadBytes)
            sink.RejectOversized(payload, bytes, _options.MaxPayloadBytes);
        else if (payload.IsEmpty)
            sink.Reject(DeadLetterReason.NoValues, "the payload is empty", payload);
        else if (format is null)
            sink.Reject(DeadLetterReason.UnknownFormat, UnknownFormat, payload);
        else if (ForeignEncoding.Explain(payload) is { } foreign)
            sink.Reject(DeadLetterReason.Malformed, foreign, payload);
        else
            batch.DecoderOf(format).Decode(payload, sink);
        sink.End(payload);
    }

    /// <summary>Refuses a payload that cannot be given to a decoder.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="detail">One sentence: expected, found, what to send.</param>
    /// <param name="payload">The whole payload.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="batch">Batch to add the dead letter to.</param>
    public void Refuse(DeadLetterReason reason, string detail, ReadOnlySpan<byte> payload, in SourceContext source, IngestBatch batch)
    {
        var now = _clock.GetUtcNow();
        batch.BeginDecoding(now);
        batch.Sink.Begin(in source, EventTimeWindow.At(now, _options.MaxAge, _options.MaxClockAhead));
        batch.Sink.Reject(reason, detail, payload);
        batch.Sink.End(payload);
    }

    /// <summary>
    /// Appends the batch and completes when all of it is durable, as telemetry or as dead letters. A record the log refuses permanently
    /// becomes a dead letter and is rejected; the others are unaffected. The batch keeps its contents.
    /// </summary>
    /// <exception cref="LogException">As for <see cref="AcceptAsync"/>; the same batch may be committed again.</exception>
    public async ValueTask CommitAsync(IngestBatch batch, CancellationToken cancellationToken)
    {
        Seal(batch);
        var traces = IngestTraces.Begin(batch, _traces, _clock);
        try
        {
            if (batch.EntryCount == 0) return;
            var started = _clock.GetTimestamp();
            await _log.AppendAllAsync(batch, cancellationToken);
            if (batch.Refused.Count > 0) await AppendDeadLettersAsync(batch, cancellationToken);
            _metrics.Committed(batch.Accepted, batch.EntryCount, _clock.GetElapsedTime(started));
            traces?.Appended();
        }
        catch (LogException error)
        {
            traces?.Appended(error.Message);
            throw;
        }
    }

    /// <summary>An empty batch; return it with <see cref="ReturnBatch"/>.</summary>
    public IngestBatch RentBatch() => _pool.TryTake(out var batch) ? batch : new IngestBatch(_assets, _metrics, _quota);

    /// <summary>Clears a batch and returns it to the pool.</summary>
    public void ReturnBatch(IngestBatch batch)
    {
        batch.Clear();
        if (_pool.Count < MaxPooledBatches) _pool.Add(batch);
    }

    private async ValueTask<IngestResult> CommitAndReturnAsync(IngestBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            await CommitAsync(batch, cancellationToken);
            return batch.ToResult();
        }
        finally
        {
            ReturnBatch(batch);
        }
    }

    // Reported to the sender only once the dead letters are durable too.
    private async Task AppendDeadLettersAsync(IngestBatch batch, CancellationToken cancellationToken)
    {
        var letters = batch.Refused.Select(r => RefusedEntry.ToDeadLetter(batch.Value(r.Key).Span, r.Value, _clock.GetUtcNow())).ToArray();
        await DeadLetterAppender.AppendAsync(_log, letters, cancellationToken);
        foreach (var letter in letters.Where(l => l.Reason == DeadLetterReason.RefusedByLog))
        {
            batch.Reject(
                new IngestRejection(letter.Reason, letter.Detail, letter.Asset, letter.Readings),
                letter.Sequenced ? new SequenceRange(letter.Asset, letter.Epoch, letter.Sequence, letter.Sequence + letter.Readings - 1,
                    letter.Reason) : null);
            _metrics.Rejected(letter.Asset, letter.Reason, letter.Readings);
        }
    }

    /// <summary>Turns the collected single readings into records, and counted refusals into dead letters.</summary>
    private void Seal(IngestBatch batch)
    {
        var now = UnixMicros.Now(_clock);
        foreach (var run in batch.OpenRuns()) batch.Sink.Emit(run, now);
        batch.Sink.Seal();
    }
}
