using System.Globalization;
using Maintenance.Core.Telemetry;

namespace Maintenance.Core.Log;

/// <summary>
/// A record of the log that no build of this product wrote, or that was damaged before it came there: nobody can process it, so it is kept
/// as a dead letter.
/// </summary>
public static class ForeignRecord
{
    /// <summary>The letter; its source names the record, so that it can be recognised when it is written again after a crash.</summary>
    /// <param name="topic">Topic of the record.</param>
    /// <param name="partition">Partition.</param>
    /// <param name="offset">Offset, as the store counts them where it does.</param>
    /// <param name="appendedUnixMicros">When it was appended.</param>
    /// <param name="value">Its bytes.</param>
    /// <param name="expected">What was expected, for example "a record of codec V1".</param>
    public static DeadLetterRecord Letter(string topic, int partition, long offset, long appendedUnixMicros, ReadOnlySpan<byte> value,
        string expected) => new()
        {
            ReceivedUnixMicros = appendedUnixMicros,
            Reason = DeadLetterReason.ForeignRecord,
            Detail = string.Create(CultureInfo.InvariantCulture, $"{topic}/{partition} has a record at offset {offset} of {value.Length} "
            + $"bytes that is not {expected}: somebody else writes into the topic"),
            Source = string.Create(CultureInfo.InvariantCulture, $"log {topic}/{partition} offset {offset}"),
            PayloadBytes = value.Length,
            Payload = value[..Math.Min(value.Length, DeadLetterCodecV1.MaxKeptPayloadBytes)].ToArray(),
        };
}
