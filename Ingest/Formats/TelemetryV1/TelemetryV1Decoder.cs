using System.Text;
using Maintenance.Core.Assets;
using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Intake;
using Maintenance.Ingest.Validation;

namespace Maintenance.Ingest.Formats.TelemetryV1;

/// <summary>
/// Payloads of one or more records of codec V1: copied once into the batch, checked as a view, validated and stamped in place.
/// Allocates nothing for records that are accepted.
/// </summary>
internal static class TelemetryV1Decoder
{
    /// <summary>Highest sequence taken; far beyond any stream, and sums of it and a count do not overflow.</summary>
    public const long MaxSequence = long.MaxValue / 2;

    public static void Decode(ReadOnlySpan<byte> payload, ref PayloadSink sink)
    {
        for (var position = 0; position < payload.Length;)
        {
            var rest = payload[position..];
            var frame = RecordFrame.Read(rest);
            if (frame.Status != DecodeStatus.Ok)
            {
                // Without a believable size the start of the next record cannot be known: the rest is one dead letter.
                sink.Reject(Reason(frame.Status), $"at byte {position}: {Explain(frame, rest.Length)}", sink.SourceAsset, rest);
                return;
            }
            DecodeOne(rest[..frame.Bytes], position, ref sink);
            position += frame.Bytes;
        }
    }

    private static string Explain(RecordFrame frame, int bytes) => frame.Status switch
    {
        DecodeStatus.NotARecord => "the first four bytes are not 'MTR1'",
        DecodeStatus.UnknownVersion => $"version {frame.Version} of the record, known is {TelemetryCodecV1.Version}",
        DecodeStatus.Inconsistent => $"the record states {frame.Bytes} bytes, allowed are up to {TelemetryCodecV1.MaxRecordBytes}",
        _ when frame.Bytes == 0 => $"{bytes} bytes, a record has at least {TelemetryCodecV1.MinRecordBytes}",
        _ => $"the record states {frame.Bytes} bytes, {bytes} are there",
    };

    private static void DecodeOne(ReadOnlySpan<byte> bytes, int position, ref PayloadSink sink)
    {
        var record = sink.Batch.Reserve(bytes.Length);
        bytes.CopyTo(record);
        var status = TelemetryRecordView.TryDecode(record, out var view);
        if (status != DecodeStatus.Ok)
        {
            sink.Reject(Reason(status), $"record at byte {position}: {Detail(status)}", sink.SourceAsset, bytes);
            return;
        }
        Span<char> id = stackalloc char[AssetId.MaxLength];
        id = id[..Encoding.ASCII.GetChars(view.AssetUtf8, id)];
        var readings = view.ReadingCount;
        (long Epoch, long Sequence)? numbering = (view.Flags & RecordFlags.Sequenced) != RecordFlags.None ? (view.Epoch, view.Sequence) : null;
        var known = sink.TryFindAsset(id, out var asset, out var reason, out var detail);
        if (!known || !IsSound(in view, ref sink, out reason, out detail))
        {
            sink.Reject(reason, $"record at byte {position}: {detail}", id, bytes, readings, view.Sequence <= MaxSequence ? numbering : null);
            return;
        }
        sink.KeepRecord(record, asset!.Id.Value);
        sink.Batch.Accepted += readings;
        if (numbering is { } n) sink.Batch.AddRange(new SequenceRange(asset.Id.Value, n.Epoch, n.Sequence, n.Sequence + readings - 1));
    }

    private static bool IsSound(in TelemetryRecordView view, ref PayloadSink sink, out DeadLetterReason reason, out string detail)
    {
        (reason, detail) = (DeadLetterReason.LimitExceeded, string.Empty);
        var count = view.ReadingCount;
        if (view.Sequence > MaxSequence) detail = $"sequence {view.Sequence} is too large";
        else if (count > 1 && view.IntervalMicros == 0 && (view.Flags & RecordFlags.HasTimes) == RecordFlags.None) detail = $"{count} readings with an interval of 0";
        if (detail.Length > 0) return false;
        if (!sink.TimesAllowed(view.EventTimeUnixMicros, view.TimeOf(count - 1), out reason, out detail)) return false;
        if (view.ChannelCount == 0 && view.WaveformCount == 0)
        {
            (reason, detail) = (DeadLetterReason.NoValues, "neither channels nor waveforms");
            return false;
        }
        return ChannelsAreSound(in view, out reason, out detail) && WaveformsAreFinite(in view, out reason, out detail);
    }

    private static bool ChannelsAreSound(in TelemetryRecordView view, out DeadLetterReason reason, out string detail)
    {
        (reason, detail) = (DeadLetterReason.UnknownChannel, string.Empty);
        var seen = 0UL;
        for (var i = 0; i < view.ChannelCount; i++)
        {
            var id = view.ChannelId(i);
            if (id == TelemetryCodecV1.NamedChannel) continue;
            if (id >= StandardChannels.Count) detail = $"channel number {id}, known are 0 to {StandardChannels.Count - 1}";
            else if ((seen & (1UL << id)) != 0) detail = $"channel {StandardChannels.All[id].Name} is there twice";
            if (detail.Length > 0) return false;
            seen |= 1UL << id;
        }
        return true;
    }

    private static bool WaveformsAreFinite(in TelemetryRecordView view, out DeadLetterReason reason, out string detail)
    {
        (reason, detail) = (DeadLetterReason.NotFinite, string.Empty);
        for (var i = 0; i < view.WaveformCount; i++)
        {
            var waveform = view.Waveform(i);
            if (ChannelValidator.AllFinite(waveform.Samples)) continue;
            detail = $"waveform '{Encoding.ASCII.GetString(waveform.LocationUtf8)}' has samples that are NaN or infinite";
            return false;
        }
        return true;
    }

    private static DeadLetterReason Reason(DecodeStatus status) => status switch
    {
        DecodeStatus.Truncated => DeadLetterReason.Truncated,
        DecodeStatus.UnknownVersion => DeadLetterReason.UnknownFormat,
        DecodeStatus.ChecksumMismatch => DeadLetterReason.ChecksumMismatch,
        DecodeStatus.Inconsistent => DeadLetterReason.LimitExceeded,
        _ => DeadLetterReason.Malformed,
    };

    private static string Detail(DecodeStatus status) => status switch
    {
        DecodeStatus.Truncated => "fewer bytes than it states",
        DecodeStatus.ChecksumMismatch => "its checksum does not match its bytes",
        DecodeStatus.Inconsistent => "its counts and lengths contradict each other or exceed the limits",
        DecodeStatus.BadAsset => "its asset id has a character outside A-Z a-z 0-9 . _ -",
        DecodeStatus.TimesNotAscending => "its times do not ascend",
        _ => status.ToString(),
    };
}
