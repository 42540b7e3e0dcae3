using Maintenance.Core.Assets;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Formats;
using Maintenance.Ingest.Formats.Csv;
using Maintenance.Ingest.Formats.Json;
using Maintenance.Ingest.Formats.TelemetryV1;
using Maintenance.Ingest.Observability;
using Maintenance.Ingest.Validation;

namespace Maintenance.Ingest.Intake;

/// <summary>
/// Takes what a decoder finds in one payload: checks asset, time and values, and puts records or dead letters into the batch.
/// Lives on the stack for the time of one payload.
/// </summary>
internal ref struct PayloadSink
{
    /// <summary>After so many letters of one payload the rest is counted in one.</summary>
    public const int MostLettersOfPayload = 100;

    private readonly AssetRegistry _assets;
    private readonly IngestMetrics _metrics;
    private readonly SourceContext _source;
    private readonly EventTimeWindow _window;
    private Asset? _lastAsset;

    public PayloadSink(IngestBatch batch, AssetRegistry assets, IngestMetrics metrics, in SourceContext source, in EventTimeWindow window)
    {
        Batch = batch;
        _assets = assets;
        _metrics = metrics;
        _source = source;
        _window = window;
    }

    public IngestBatch Batch { get; }

    /// <summary>Asset of topic or address, or empty.</summary>
    public readonly ReadOnlySpan<char> SourceAsset => _source.Asset;

    public void Decode(PayloadFormat format, ReadOnlySpan<byte> payload, long payloadBytes, int maxPayloadBytes)
    {
        Batch.LettersOfPayload = Batch.UnwrittenOfPayload = 0;
        Batch.Scratch.Clear(); // a fault of grammar must not be laid at the door of the payload before
        if (payloadBytes > maxPayloadBytes)
            Reject(DeadLetterReason.Oversized, $"payload of {payloadBytes:N0} bytes, allowed are {maxPayloadBytes:N0} (Ingest:MaxPayloadBytes)", SourceAsset, payload, payloadBytes: payloadBytes);
        else if (payload.IsEmpty)
            Reject(DeadLetterReason.NoValues, "the payload is empty", SourceAsset, payload);
        else if (format == PayloadFormat.Json)
            JsonDecoder.Decode(payload, ref this);
        else if (format == PayloadFormat.Csv)
            CsvDecoder.Decode(payload, ref this);
        else if (format == PayloadFormat.TelemetryV1)
            TelemetryV1Decoder.Decode(payload, ref this);
        else
            Reject(DeadLetterReason.UnknownFormat, "the topic or content type names no known format; known are json, csv and v1", SourceAsset, payload);
        SummariseUnwritten(payload);
    }

    /// <summary>Takes the reading in the batch's scratch, or refuses it with its bytes.</summary>
    public void AddReading(ReadOnlySpan<byte> bytes)
    {
        var reading = Batch.Scratch;
        if (!TryResolve(reading, bytes, readings: 1, out var asset)) return;
        if (!reading.HasValues)
        {
            RejectScratch(DeadLetterReason.NoValues, "a reading needs the value of at least one channel", bytes, readings: 1);
            return;
        }
        if (!_window.Contains(reading.TimeMicros!.Value, reading.TimeMicros.Value, out var reason))
        {
            RejectScratch(reason, _window.Explain(reading.TimeMicros.Value), bytes, readings: 1);
            return;
        }
        var run = Batch.RunOf(asset.Id.Value);
        if (!run.Accepts(reading)) Emit(run, Batch, _metrics, _window.Now);
        run.Add(reading);
        Batch.Accepted++;
        if (reading.Sequence is { } sequence) Batch.AddRange(new SequenceRange(asset.Id.Value, reading.Epoch!.Value, sequence, sequence));
    }

    /// <summary>
    /// Common checks of a reading or block in the scratch: faults found by the decoder, asset, time, numbering. False: refused, with its bytes.
    /// </summary>
    public bool TryResolve(ReadingScratch reading, ReadOnlySpan<byte> bytes, int readings, out Asset asset)
    {
        asset = null!;
        if (!reading.HasAsset && !SourceAsset.IsEmpty) reading.SetAsset(SourceAsset);
        if (reading.Epoch.HasValue != reading.Sequence.HasValue)
            reading.Fault(DeadLetterReason.MissingField, "epoch and sequence belong together: both or none");
        if (reading.Epoch is < 0 || reading.Sequence is < 0 or > TelemetryV1Decoder.MaxSequence)
            reading.Fault(DeadLetterReason.LimitExceeded, $"epoch {reading.Epoch} or sequence {reading.Sequence} is negative or too large");
        if (!reading.HasAsset) reading.Fault(DeadLetterReason.MissingField, "'asset' is missing, and neither topic nor address names one");
        if (reading.TimeMicros is null) reading.Fault(DeadLetterReason.MissingField, "'time' is missing");
        if (reading.FaultDetail is not null)
        {
            RejectScratch(reading.FaultReason, reading.FaultDetail, bytes, readings);
            return false;
        }
        if (TryFindAsset(reading.Asset, out asset!, out var reason, out var detail)) return true;
        RejectScratch(reason, detail, bytes, readings);
        return false;
    }

    /// <summary>Finds a registered asset that the source may speak for.</summary>
    public bool TryFindAsset(scoped ReadOnlySpan<char> id, out Asset? asset, out DeadLetterReason reason, out string detail)
    {
        (reason, detail) = (DeadLetterReason.UnknownAsset, string.Empty);
        asset = _lastAsset;
        if (asset is null || !id.SequenceEqual(asset.Id.Value))
        {
            if (!_assets.TryGet(id, out asset))
            {
                detail = $"asset '{id}' is not registered";
                return false;
            }
            _lastAsset = asset;
        }
        if (SourceAsset.IsEmpty || SourceAsset.SequenceEqual(id)) return true;
        (reason, detail) = (DeadLetterReason.AssetMismatch, $"the payload names asset '{id}', its topic or address '{SourceAsset}'");
        return false;
    }

    /// <summary>Checks the times of a record's first and last reading.</summary>
    public readonly bool TimesAllowed(long first, long last, out DeadLetterReason reason, out string detail)
    {
        var allowed = _window.Contains(first, last, out reason);
        detail = allowed ? string.Empty : _window.Explain(reason == DeadLetterReason.TimeAhead ? last : first);
        return allowed;
    }

    /// <summary>Validates, stamps and keeps the encoded, valid record that lies in the batch's reserved bytes.</summary>
    public readonly void KeepRecord(Span<byte> record, string asset) => Keep(record, asset, Batch, _metrics, _window.Now);

    /// <summary>Encodes a checked record into the batch.</summary>
    public readonly void AddRecord(TelemetryRecord record)
    {
        var size = TelemetryCodecV1.GetSize(record);
        var room = Batch.Reserve(size);
        TelemetryCodecV1.Encode(record, room);
        KeepRecord(room, record.Asset);
        Batch.Accepted += record.ReadingCount;
        if (record.Flags.HasFlag(RecordFlags.Sequenced))
            Batch.AddRange(new SequenceRange(record.Asset, record.Epoch, record.Sequence, record.Sequence + record.ReadingCount - 1));
    }

    /// <summary>Turns a run into a record of the batch and clears the run.</summary>
    public static void Emit(ReadingRun run, IngestBatch batch, IngestMetrics metrics, long receivedMicros)
    {
        var record = run.ToRecord();
        run.Clear();
        var room = batch.Reserve(TelemetryCodecV1.GetSize(record));
        TelemetryCodecV1.Encode(record, room);
        Keep(room, record.Asset, batch, metrics, receivedMicros);
    }

    /// <summary>Refuses the reading or block in the scratch, with its numbering if it has one.</summary>
    public void RejectScratch(DeadLetterReason reason, string detail, ReadOnlySpan<byte> bytes, int readings)
    {
        var reading = Batch.Scratch;
        var asset = reading.HasAsset ? reading.Asset : SourceAsset;
        var numbered = reading.Epoch is >= 0 && reading.Sequence is >= 0 and <= TelemetryV1Decoder.MaxSequence;
        Reject(reason, detail, asset, bytes, readings, numbered ? (reading.Epoch!.Value, reading.Sequence!.Value) : null);
    }

    /// <summary>Refuses something: a dead letter, an entry of the result and, for numbered readings, a range the sender need not repeat.</summary>
    public void Reject(
        DeadLetterReason reason, string detail, scoped ReadOnlySpan<char> asset, scoped ReadOnlySpan<byte> bytes, int readings = 1,
        (long Epoch, long Sequence)? numbering = null, long payloadBytes = -1)
    {
        var known = AssetId.TryParse(asset.Length is > 0 and <= AssetId.MaxLength ? asset.ToString() : null, out var id) ? id.Value : string.Empty;
        if (numbering is { } n && known.Length > 0)
            Batch.AddRange(new SequenceRange(known, n.Epoch, n.Sequence, n.Sequence + readings - 1, reason));
        var written = Batch.LettersOfPayload < MostLettersOfPayload;
        Batch.AddRejection(new IngestRejection(reason, detail, known, readings), written);
        _metrics.Rejected(known, reason, readings);
        if (!written)
        {
            Batch.UnwrittenOfPayload += readings;
            return;
        }
        Batch.LettersOfPayload++;
        WriteLetter(reason, detail, known, bytes, readings, numbering, payloadBytes < 0 ? bytes.Length : payloadBytes);
    }

    private readonly void SummariseUnwritten(ReadOnlySpan<byte> payload)
    {
        if (Batch.UnwrittenOfPayload == 0) return;
        var last = Batch.Rejections[^1];
        WriteLetter(
            last.Reason, $"{Batch.UnwrittenOfPayload:N0} more readings of one payload were refused, after {MostLettersOfPayload} that have letters of their own; the last of those: {last.Detail}",
            last.Asset, payload, Batch.UnwrittenOfPayload, numbering: null, payload.Length);
    }

    private readonly void WriteLetter(
        DeadLetterReason reason, string detail, string asset, ReadOnlySpan<byte> bytes, int readings, (long Epoch, long Sequence)? numbering, long payloadBytes)
    {
        var letter = DeadLetterCodecV1.Encode(new DeadLetterRecord
        {
            ReceivedUnixMicros = _window.Now,
            Reason = reason,
            Detail = detail,
            Asset = asset,
            Source = _source.Description,
            Sequenced = numbering.HasValue,
            Epoch = numbering?.Epoch ?? 0,
            Sequence = numbering?.Sequence ?? 0,
            Readings = readings,
            PayloadBytes = payloadBytes,
            Payload = bytes[..Math.Min(bytes.Length, DeadLetterCodecV1.MaxKeptPayloadBytes)].ToArray(),
        });
        letter.CopyTo(Batch.Reserve(letter.Length));
        Batch.Keep(letter.Length, deadLetter: true);
    }

    private static void Keep(Span<byte> record, string asset, IngestBatch batch, IngestMetrics metrics, long receivedMicros)
    {
        RecordValidator.Validate(record, asset, metrics);
        TelemetryCodecV1.StampReceived(record, receivedMicros);
        batch.Keep(record.Length, deadLetter: false);
    }
}
