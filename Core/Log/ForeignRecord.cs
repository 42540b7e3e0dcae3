using System.Globalization;
using Maintenance.Core.Telemetry;

namespace Maintenance.Core.Log;

/// <summary>
/// A log record that this product did not write, or that was damaged before it was appended: it cannot be processed, so it is stored as a
/// dead letter.
/// </summary>
public static class ForeignRecord
{
    /// <summary>The dead letter. Its source names the record, so that it is recognised when written again after a crash.</summary>
    /// <param name="topic">Topic of the record.</param>
    /// <param name="partition">Partition.</param>
    /// <param name="offset">Offset, in the store's numbering where it has its own.</param>
    /// <param name="appendedUnixMicros">When it was appended.</param>
    /// <param name="value">Its bytes.</param>
    /// <param name="expected">What was expected, for example "a record of codec V1".</param>
    public static DeadLetterRecord Letter(string topic, int partition, long offset, long appendedUnixMicros, ReadOnlySpan<byte> value,
        string expected) => new()
        {
            ReceivedUnixMicros = appendedUnixMicros,
            Reason = DeadLetterReason.ForeignRecord,
            Detail = string.Create(CultureInfo.InvariantCulture, $"{topic}/{partition} has a record at offset {offset} of {value.Length} "
            + $"bytes that is not {expected}: another program writes to the topic"),
            Source = string.Create(CultureInfo.InvariantCulture, $"log {topic}/{partition} offset {offset}"),
            PayloadBytes = value.Length,
            Payload = value[..Math.Min(value.Length, DeadLetterCodecV1.MaxKeptPayloadBytes)].ToArray(),
        };
}
