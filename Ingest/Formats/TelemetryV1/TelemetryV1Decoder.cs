using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Formats.TelemetryV1;

/// <summary>
/// Payloads of one or more codec V1 records, passed on as views of the payload. Allocates nothing for accepted records; has
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
                // Without a plausible size the start of the next record is unknown: the rest is one dead letter.
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
        DecodeStatus.UnknownVersion => $"record version {frame.Version}, expected {TelemetryCodecV1.Version}",
        DecodeStatus.Inconsistent => $"the record states {frame.Bytes} bytes, at most {TelemetryCodecV1.MaxRecordBytes} are allowed",
        _ when frame.Bytes == 0 => $"{bytes} bytes, a record has at least {TelemetryCodecV1.MinRecordBytes}",
        _ => $"the record states {frame.Bytes} bytes, found {bytes}",
    };

    private static string Explain(DecodeStatus status) => status switch
    {
        DecodeStatus.Truncated => "fewer bytes than it states",
        DecodeStatus.ChecksumMismatch => "its checksum does not match its bytes",
        DecodeStatus.Inconsistent => "its counts and lengths contradict each other or exceed the limits",
        DecodeStatus.BadAsset => "its asset id has a character outside A-Z a-z 0-9 . _ -",
        DecodeStatus.TimesNotAscending => "its times are not ascending",
        _ => status.ToString(),
    };
}
