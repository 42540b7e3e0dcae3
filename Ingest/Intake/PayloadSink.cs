using System.Diagnostics.CodeAnalysis;
using System.Text;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Observability;
using Maintenance.Ingest.Validation;

namespace Maintenance.Ingest.Intake;

/// <summary>
/// Receives the decoders' output into a batch: checks asset, numbering, time and values, then keeps or rejects the record. One
/// payload at a time, between <see cref="Begin"/> and <see cref="End"/>. Allocates only the columns of accepted records.
/// Threading: called by the batch's owner.
/// </summary>
internal sealed class PayloadSink(IngestBatch batch, AssetRegistry assets, IngestMetrics metrics, DeadLetterQuota quota) : IPayloadSink
{
    private readonly Refusals _refusals = new(batch, assets, metrics, quota);
    private SourceContext _source;
    private EventTimeWindow _window;
    private Asset? _lastAsset;

    public ReadOnlySpan<char> SourceAsset => _source.Asset;

    /// <summary>A payload begins.</summary>
    public void Begin(in SourceContext source, in EventTimeWindow window)
    {
        (_source, _window, _lastAsset) = (source, window, null);
        _refusals.Begin(in source, window.Now);
    }

    /// <summary>The payload has ended.</summary>
    public void End(ReadOnlySpan<byte> payload) => _refusals.End(payload);

    /// <summary>Writes what was counted; before the batch is appended.</summary>
    public void Seal() => _refusals.Seal();

    /// <summary>Forgets what is not yet in the batch.</summary>
    public void Clear() => _refusals.Clear();

    public void Add(ReadingBuilder reading, ReadOnlySpan<byte> bytes)
    {
        if (!TryResolve(reading, bytes, readings: 1, out var asset)) return;
        if (!reading.HasValues)
        {
            Refuse(reading, DeadLetterReason.NoValues, "a reading needs a value for at least one channel", bytes, readings: 1);
            return;
        }
        var time = reading.TimeMicros!.Value;
        if (!_window.Allows(time, time, out var reason, out var detail))
        {
            Refuse(reading, reason, detail, bytes, readings: 1);
            return;
        }
        var run = batch.RunOf(asset);
        if (!run.Accepts(reading)) Emit(run, _window.Now);
        run.Add(reading);
        Accept(asset, readings: 1, reading.Sequence is { } sequence ? (reading.Epoch!.Value, sequence) : null);
    }

    public bool TryResolve(ReadingBuilder head, ReadOnlySpan<byte> bytes, int readings, [NotNullWhen(true)] out string? asset)
    {
        asset = null;
        if (!head.HasAsset && !SourceAsset.IsEmpty) head.SetAsset(SourceAsset);
        if (head.Epoch.HasValue != head.Sequence.HasValue)
            head.Fault(DeadLetterReason.MissingField, "epoch and sequence must be given together or not at all");
        if (head.Epoch is < 0 || head.Sequence is < 0 or > RecordValidator.MaxSequence)
            head.Fault(DeadLetterReason.LimitExceeded, $"epoch {head.Epoch} or sequence {head.Sequence} is negative or too large");
        if (!head.HasAsset) head.Fault(DeadLetterReason.MissingField, "'asset' is missing, and neither the topic nor the URL names one");
        if (head.TimeMicros is null) head.Fault(DeadLetterReason.MissingField, "'time' is missing");
        var (reason, detail) = (head.FaultReason, head.FaultDetail);
        if (detail is null && TryFindAsset(head.Asset, out asset, out reason, out detail)) return true;
        Refuse(head, reason, detail, bytes, readings);
        return false;
    }

    public void Add(TelemetryRecord record, ReadOnlySpan<byte> bytes)
    {
        (long Epoch, long Sequence)? numbering = record.Flags.HasFlag(RecordFlags.Sequenced) ? (record.Epoch, record.Sequence) : null;
        var last = record.EventTimeUnixMicros + ((long)record.IntervalMicros * (record.ReadingCount - 1));
        if (!_window.Allows(record.EventTimeUnixMicros, last, out var reason, out var detail))
        {
            _refusals.Add(reason, detail, record.Asset, bytes, record.ReadingCount, numbering);
            return;
        }
        var size = TelemetryCodecV1.GetSize(record);
        if (size > TelemetryCodecV1.MaxRecordBytes)
        {
            detail = $"a block of {size:N0} bytes, at most {TelemetryCodecV1.MaxRecordBytes:N0} are allowed";
            _refusals.Add(DeadLetterReason.LimitExceeded, detail, record.Asset, bytes, record.ReadingCount, numbering);
            return;
        }
        Keep(record, _window.Now);
        Accept(record.Asset, record.ReadingCount, numbering);
    }

    public void Add(in TelemetryRecordView record, int position)
    {
        Span<char> id = stackalloc char[AssetId.MaxLength];
        id = id[..Encoding.ASCII.GetChars(record.AssetUtf8, id)];
        (long Epoch, long Sequence)? numbering = (record.Flags & RecordFlags.Sequenced) != RecordFlags.None
            ? (record.Epoch, record.Sequence) : null;
        if (!TryFindAsset(id, out var asset, out var reason, out var detail)
            || !RecordValidator.IsSound(in record, in _window, out reason, out detail))
        {
            var repeatable = record.Sequence > RecordValidator.MaxSequence;
            _refusals.Add(reason, $"record at byte {position}: {detail}", id, record.Bytes, record.ReadingCount, repeatable
                ? null : numbering);
            return;
        }
        var copy = batch.Reserve(record.Bytes.Length);
        record.Bytes.CopyTo(copy);
        Keep(copy, asset, _window.Now);
        Accept(asset, record.ReadingCount, numbering);
    }

    public void Reject(DeadLetterReason reason, string detail, ReadOnlySpan<byte> bytes, ReadOnlySpan<char> asset = default) =>
        _refusals.Add(reason, detail, asset.IsEmpty ? SourceAsset : asset, bytes);

    /// <summary>Rejects an oversized payload, of which only the beginning is given.</summary>
    public void RejectOversized(ReadOnlySpan<byte> payload, long payloadBytes, int maxPayloadBytes) => _refusals.Add(
        DeadLetterReason.Oversized, $"payload of {payloadBytes:N0} bytes, at most {maxPayloadBytes:N0} allowed (Ingest:MaxPayloadBytes)",
        SourceAsset, payload,
        payloadBytes: payloadBytes);

    /// <summary>Turns a run into a record of the batch and clears the run.</summary>
    public void Emit(ReadingRun run, long receivedMicros)
    {
        var record = run.ToRecord();
        run.Clear();
        Keep(record, receivedMicros);
    }

    private bool TryFindAsset(
        ReadOnlySpan<char> id, [NotNullWhen(true)] out string? asset, out DeadLetterReason reason, [NotNullWhen(false)] out string? detail)
    {
        (asset, reason, detail) = (null, DeadLetterReason.UnknownAsset, null);
        if (_lastAsset is null || !id.SequenceEqual(_lastAsset.Id.Value))
        {
            if (!assets.TryGet(id, out var found))
            {
                detail = $"asset '{id}' is not registered";
                return false;
            }
            _lastAsset = found;
        }
        if (!SourceAsset.IsEmpty && !SourceAsset.SequenceEqual(id))
        {
            (reason, detail) = (DeadLetterReason.AssetMismatch, $"the payload names asset '{id}', its topic or URL '{SourceAsset}'");
            return false;
        }
        asset = _lastAsset.Id.Value;
        return true;
    }

    private void Keep(TelemetryRecord record, long receivedMicros)
    {
        var room = batch.Reserve(TelemetryCodecV1.GetSize(record));
        TelemetryCodecV1.Encode(record, room);
        Keep(room, record.Asset, receivedMicros);
    }

    /// <summary>Flags, stamps and keeps the valid record encoded in the batch's reserved bytes.</summary>
    private void Keep(Span<byte> record, string asset, long receivedMicros)
    {
        RecordValidator.FlagQuality(record, asset, metrics);
        TelemetryCodecV1.StampReceived(record, receivedMicros);
        batch.Keep(record.Length, deadLetter: false);
    }

    private void Accept(string asset, int readings, (long Epoch, long Sequence)? numbering)
    {
        batch.Accepted += readings;
        if (numbering is { } n) batch.AddRange(new SequenceRange(asset, n.Epoch, n.Sequence, n.Sequence + readings - 1));
    }

    // With its numbering, if plausible.
    private void Refuse(ReadingBuilder reading, DeadLetterReason reason, string detail, ReadOnlySpan<byte> bytes, int readings)
    {
        var numbered = reading.Epoch is >= 0 && reading.Sequence is >= 0 and <= RecordValidator.MaxSequence;
        _refusals.Add(
            reason, detail, reading.HasAsset
                ? reading.Asset : SourceAsset, bytes, readings, numbered ? (reading.Epoch!.Value, reading.Sequence!.Value) : null);
    }
}
