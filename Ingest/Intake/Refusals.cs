using Maintenance.Core.Assets;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Observability;

namespace Maintenance.Ingest.Intake;

/// <summary>
/// What is refused of one payload after the other: a dead letter, an entry of the result and, for numbered readings, a range that the
/// sender need not repeat. Bounded: after <see cref="MaxDeadLetters"/> letters of one payload the rest is counted in one. Threading: the
/// batch's owner.
/// </summary>
internal sealed class Refusals(IngestBatch batch, IngestMetrics metrics)
{
    /// <summary>Most dead letters that one payload causes, but for the one that counts the rest.</summary>
    public const int MaxDeadLetters = 100;

    private SourceContext _source;
    private long _receivedMicros;
    private int _letters;
    private int _unwritten;

    /// <summary>The next payload begins.</summary>
    public void Begin(in SourceContext source, long receivedMicros)
    {
        (_source, _receivedMicros) = (source, receivedMicros);
        _letters = _unwritten = 0;
    }

    /// <summary>Refuses something.</summary>
    public void Add(
        DeadLetterReason reason, string detail, ReadOnlySpan<char> asset, ReadOnlySpan<byte> bytes, int readings = 1,
            (long Epoch, long Sequence)? numbering = null,
        long payloadBytes = -1)
    {
        var known = AssetId.TryParse(asset.Length is > 0 and <= AssetId.MaxLength ? asset.ToString() : null, out var id)
            ? id.Value : string.Empty;
        if (numbering is { } n && known.Length > 0)
            batch.AddRange(new SequenceRange(known, n.Epoch, n.Sequence, n.Sequence + readings - 1, reason));
        var written = _letters < MaxDeadLetters;
        batch.AddRejection(new IngestRejection(reason, detail, known, readings), written);
        metrics.Rejected(known, reason, readings);
        if (!written)
        {
            _unwritten += readings;
            return;
        }
        _letters++;
        Write(reason, detail, known, bytes, readings, numbering, payloadBytes < 0 ? bytes.Length : payloadBytes);
    }

    /// <summary>The payload has ended: one letter for what got none of its own.</summary>
    public void End(ReadOnlySpan<byte> payload)
    {
        if (_unwritten == 0) return;
        var last = batch.Rejections[^1];
        Write(
            last.Reason,
            $"{_unwritten:N0} more readings of one payload were refused, after {MaxDeadLetters} that have letters of their own; the last "
                + $"of those: {last.Detail}",
            last.Asset, payload, _unwritten, numbering: null, payload.Length);
    }

    private void Write(
        DeadLetterReason reason, string detail, string asset, ReadOnlySpan<byte> bytes, int readings,
            (long Epoch, long Sequence)? numbering, long payloadBytes)
    {
        var letter = DeadLetterCodecV1.Encode(new DeadLetterRecord
        {
            ReceivedUnixMicros = _receivedMicros,
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
        letter.CopyTo(batch.Reserve(letter.Length));
        batch.Keep(letter.Length, deadLetter: true);
    }
}
