using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Formats.TelemetryV1;

/// <summary>
/// Payloads of one or more records of codec V1, handed over as views of the payload. Allocates nothing for records that are accepted; has
/// no state.
/// </summary>
internal sealed class TelemetryV1Decoder : IPayloadDecoder
{
    public void Decode(ReadOnlySpan<byte> payload, IPayloadSink sink)
    {
        for (var position = 0; position < payload.Length;)
        {
            var rest = payload[position..];
            var frame = RecordFrame.Read(rest);
            if (frame.Status != DecodeStatus.Ok)
            {
                // Without a believable size the start of the next record cannot be known: the rest is one dead letter.
                sink.Reject(Reason(frame.Status), $"at byte {position}: {Explain(frame, rest.Length)}", rest);
                return;
            }
            var bytes = rest[..frame.Bytes];
            var status = TelemetryRecordView.TryDecode(bytes, out var record);
            if (status == DecodeStatus.Ok) sink.Add(in record, position);
            else sink.Reject(Reason(status), $"record at byte {position}: {Explain(status)}", bytes);
            position += frame.Bytes;
        }
    }

    private static DeadLetterReason Reason(DecodeStatus status) => status switch
    {
        DecodeStatus.Truncated => DeadLetterReason.Truncated,
        DecodeStatus.UnknownVersion => DeadLetterReason.UnknownFormat,
        DecodeStatus.ChecksumMismatch => DeadLetterReason.ChecksumMismatch,
        DecodeStatus.Inconsistent => DeadLetterReason.LimitExceeded,
        _ => DeadLetterReason.Malformed,
    };

    private static string Explain(RecordFrame frame, int bytes) => frame.Status switch
    {
        DecodeStatus.NotARecord => "the first four bytes are not 'MTR1'",
        DecodeStatus.UnknownVersion => $"version {frame.Version} of the record, known is {TelemetryCodecV1.Version}",
        DecodeStatus.Inconsistent => $"the record states {frame.Bytes} bytes, allowed are up to {TelemetryCodecV1.MaxRecordBytes}",
        _ when frame.Bytes == 0 => $"{bytes} bytes, a record has at least {TelemetryCodecV1.MinRecordBytes}",
        _ => $"the record states {frame.Bytes} bytes, {bytes} are there",
    };

    private static string Explain(DecodeStatus status) => status switch
    {
        DecodeStatus.Truncated => "fewer bytes than it states",
        DecodeStatus.ChecksumMismatch => "its checksum does not match its bytes",
        DecodeStatus.Inconsistent => "its counts and lengths contradict each other or exceed the limits",
        DecodeStatus.BadAsset => "its asset id has a character outside A-Z a-z 0-9 . _ -",
        DecodeStatus.TimesNotAscending => "its times do not ascend",
        _ => status.ToString(),
    };
}
