using Maintenance.Core.Assets;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Observability;

namespace Maintenance.Ingest.Intake;

/// <summary>
/// Rejections, payload by payload: a dead letter, an entry of the result and, for numbered readings, a range that the
/// sender need not resend. Bounded: after <see cref="MaxDeadLetters"/> dead letters per payload, one counts the rest; and what exceeds the
/// quotas of its source, asset or minute is counted by one dead letter per asset, reason and batch. Threading: the batch's owner.
/// </summary>
internal sealed class Refusals(IngestBatch batch, AssetRegistry assets, IngestMetrics metrics, DeadLetterQuota quota)
{
    /// <summary>Maximum dead letters per payload, not counting the one that covers the rest.</summary>
    public const int MaxDeadLetters = 100;

    private readonly Dictionary<(string Asset, DeadLetterReason Reason), DeadLetterRecord> _counts = [];
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

    /// <summary>Writes the dead letters that only count; before the batch is appended.</summary>
    public void Seal()
    {
        foreach (var count in _counts.Values) Write(count);
        _counts.Clear();
    }

    /// <summary>Forgets what was counted: the batch is not appended.</summary>
    public void Clear() => _counts.Clear();

    private void Write(
        DeadLetterReason reason, string detail, string asset, ReadOnlySpan<byte> bytes, int readings,
        (long Epoch, long Sequence)? numbering, long payloadBytes)
    {
        var kept = bytes[..Math.Min(bytes.Length, DeadLetterCodecV1.MaxKeptPayloadBytes)];
        if (!quota.TryTake(_source.Description, asset, kept.Length, _receivedMicros))
        {
            Count(reason, detail, asset, readings, payloadBytes);
            return;
        }
        Write(new DeadLetterRecord
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
            Payload = kept.ToArray(),
        });
    }

    private void Count(DeadLetterReason reason, string detail, string asset, int readings, long payloadBytes)
    {
        // Anybody can invent names, so only those of the fleet are told apart.
        var key = (assets.TryGet(asset, out var known) ? known.Id.Value : string.Empty, reason);
        var (before, beforeBytes) = _counts.TryGetValue(key, out var count) ? (count.Readings, count.PayloadBytes) : (0, 0L);
        if (before > int.MaxValue - readings)
        {
            Write(count!);
            (before, beforeBytes) = (0, 0);
        }
        _counts[key] = new DeadLetterRecord
        {
            ReceivedUnixMicros = _receivedMicros,
            Reason = reason,
            Detail = "only counted: more refusals than Ingest:DeadLettersPerSource, DeadLettersPerMinute or DeadLetterBytesPerMinute "
                + $"allow; the last: {detail}",
            Asset = key.Item1,
            Source = _source.Description,
            IsCount = true,
            Readings = before + readings,
            PayloadBytes = beforeBytes + payloadBytes,
            Payload = ReadOnlyMemory<byte>.Empty,
        };
    }

    private void Write(DeadLetterRecord record)
    {
        var deadLetter = DeadLetterCodecV1.Encode(record);
        deadLetter.CopyTo(batch.Reserve(deadLetter.Length));
        batch.Keep(deadLetter.Length, deadLetter: true);
    }
}
