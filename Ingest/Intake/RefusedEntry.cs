using System.Text;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;

namespace Maintenance.Ingest.Intake;

/// <summary>Turns an entry that the log refused permanently into a dead letter.</summary>
internal static class RefusedEntry
{
    /// <summary>
    /// A record becomes a dead letter with its readings and numbering; a dead letter is returned as is, to be appended with less payload.
    /// </summary>
    public static DeadLetterRecord ToDeadLetter(ReadOnlySpan<byte> entry, string reason, DateTimeOffset now)
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
