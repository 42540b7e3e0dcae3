using Maintenance.Core.Assets;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Observability;

namespace Maintenance.Ingest.Intake;

/// <summary>
/// Rejections, payload by payload: a dead letter, an entry of the result and, for numbered readings, a range that the
/// sender need not resend. Bounded: after <see cref="MaxDeadLetters"/> dead letters per payload, one counts the rest. Threading: the
/// batch's owner.
/// </summary>
internal sealed class Refusals(IngestBatch batch, AssetRegistry assets, IngestMetrics metrics)
{
    /// <summary>Maximum dead letters per payload, not counting the one that covers the rest.</summary>
    public const int MaxDeadLetters = 100;

    private SourceContext _source;
    private long _receivedMicros;
    private int _deadLetters;
    private int _unwritten;

    /// <summary>The next payload begins.</summary>
    public void Begin(in SourceContext source, long receivedMicros)
    {
        (_source, _receivedMicros) = (source, receivedMicros);
        _deadLetters = _unwritten = 0;
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
        var written = _deadLetters < MaxDeadLetters;
        batch.AddRejection(new IngestRejection(reason, detail, known, readings), written);
        // A metric keeps a series for every label it was given: ids that a stranger invents get none of their own.
        metrics.Rejected(assets.TryGet(known, out _) ? known : string.Empty, reason, readings);
        if (!written)
        {
            _unwritten += readings;
            return;
        }
        _deadLetters++;
        Write(reason, detail, known, bytes, readings, numbering, payloadBytes < 0 ? bytes.Length : payloadBytes);
    }

    /// <summary>The payload has ended: one dead letter for what got none of its own.</summary>
    public void End(ReadOnlySpan<byte> payload)
    {
        if (_unwritten == 0) return;
        var last = batch.Rejections[^1];
        Write(
            last.Reason,
            $"{_unwritten:N0} more readings of the payload were rejected, after {MaxDeadLetters} with their own dead letters; the last "
                + $"of those: {last.Detail}",
            last.Asset, payload, _unwritten, numbering: null, payload.Length);
    }

    private void Write(
        DeadLetterReason reason, string detail, string asset, ReadOnlySpan<byte> bytes, int readings,
        (long Epoch, long Sequence)? numbering, long payloadBytes)
    {
        var deadLetter = DeadLetterCodecV1.Encode(new DeadLetterRecord
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
        deadLetter.CopyTo(batch.Reserve(deadLetter.Length));
        batch.Keep(deadLetter.Length, deadLetter: true);
    }
}
