using System.Buffers.Binary;
using Maintenance.Core.Telemetry;

namespace Maintenance.Simulator.Edge;

/// <summary>One record kept until it is acknowledged. Owned by the agent's loop.</summary>
internal sealed class OutboxEntry(byte[] record, long sequence, int readings, long eventTimeUnixMicros, int segment)
{
    public byte[] Record { get; } = record;

    public long First { get; } = sequence;

    public long Last { get; } = sequence + readings - 1;

    public int Readings { get; } = readings;

    public long EventTimeUnixMicros { get; } = eventTimeUnixMicros;

    /// <summary>Journal segment that holds it; −1 in memory only.</summary>
    public int Segment { get; } = segment;

    /// <summary>Timestamp (<see cref="TimeProvider.GetTimestamp"/>) of the last sending.</summary>
    public long SentTimestamp { get; set; }

    /// <summary>How often it was sent.</summary>
    public int Sendings { get; set; }

    /// <summary>Marks the record as re-sent from the store; flags are under the checksum, so it is sealed again.</summary>
    public void MarkHistorical()
    {
        const int flagsOffset = 5; // docs/formats/telemetry-v1.md
        if (((RecordFlags)Record[flagsOffset]).HasFlag(RecordFlags.Historical)) return;
        Record[flagsOffset] |= (byte)RecordFlags.Historical;
        TelemetryCodecV1.Seal(Record);
    }

    public static OutboxEntry FromRecord(byte[] record, int segment) => new(
        record,
        BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(24)),
        BinaryPrimitives.ReadInt32LittleEndian(record.AsSpan(8)),
        BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(32)),
        segment);
}
