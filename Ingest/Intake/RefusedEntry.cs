using System.Text;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;

namespace Maintenance.Ingest.Intake;

/// <summary>What becomes of an entry that the log refused for good.</summary>
internal static class RefusedEntry
{
    /// <summary>
    /// A dead letter of a record, with its readings and numbers; a dead letter is itself again, to be appended with less of its payload.
    /// </summary>
    public static DeadLetterRecord Letter(ReadOnlySpan<byte> entry, string reason, DateTimeOffset now)
    {
        if (DeadLetterCodecV1.TryDecode(entry, out var letter)) return letter;
        var record = TelemetryRecordView.DecodeTrusted(entry);
        return new DeadLetterRecord
        {
            ReceivedUnixMicros = UnixMicros.Of(now),
            Reason = DeadLetterReason.RefusedByLog,
            Detail = reason,
            Asset = Encoding.ASCII.GetString(record.AssetUtf8),
            Source = "log",
            Sequenced = record.Flags.HasFlag(RecordFlags.Sequenced),
            Epoch = record.Epoch,
            Sequence = record.Sequence,
            Readings = record.ReadingCount,
            PayloadBytes = entry.Length,
            Payload = entry[..Math.Min(entry.Length, DeadLetterCodecV1.MaxKeptPayloadBytes)].ToArray(),
        };
    }
}
