using Maintenance.Core.Telemetry;

namespace Maintenance.Simulator.Edge;

/// <summary>A record kept until it is acknowledged. Owned by the agent's loop.</summary>
internal sealed class OutboxEntry(byte[] record, long sequence, int readings, long eventTimeUnixMicros, int segment)
{
    public byte[] Record { get; } = record;

    public long First { get; } = sequence;

    public long Last { get; } = sequence + readings - 1;

    public int Readings { get; } = readings;

    public long EventTimeUnixMicros { get; } = eventTimeUnixMicros;

    /// <summary>Journal segment that holds it; −1 if in memory only.</summary>
    public int Segment { get; } = segment;

    /// <summary>Timestamp (<see cref="TimeProvider.GetTimestamp"/>) of the last send.</summary>
    public long SentTimestamp { get; set; }

    /// <summary>Number of times it was sent.</summary>
    public int SendCount { get; set; }

    /// <summary>Marks the record as resent; the checksum covers the flags, so it is recomputed.</summary>
    public void MarkHistorical()
    {
        if (TelemetryRecordView.DecodeTrusted(Record).Flags.HasFlag(RecordFlags.Historical)) return;
        TelemetryCodecV1.AddFlags(Record, RecordFlags.Historical);
        TelemetryCodecV1.Seal(Record);
    }

    public static OutboxEntry FromRecord(byte[] record, int segment)
    {
        var identity = RecordIdentity.Of(record);
        return new OutboxEntry(record, identity.First, identity.Readings, identity.EventTimeUnixMicros, segment);
    }
}
