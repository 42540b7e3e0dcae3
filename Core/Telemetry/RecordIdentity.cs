using System.Buffers.Binary;

namespace Maintenance.Core.Telemetry;

/// <summary>
/// Unique identity of a record, read from its header: (asset, epoch, sequence), or (asset, −1, event time) for a client that does not
/// number its records. Valid as long as the bytes are.
/// </summary>
public readonly ref struct RecordIdentity
{
    /// <summary>Epoch of records that are not numbered.</summary>
    public const long NoEpoch = -1;

    private RecordIdentity(ReadOnlySpan<byte> assetUtf8, long epoch, long first, long eventTimeUnixMicros, int readings)
    {
        AssetUtf8 = assetUtf8;
        Epoch = epoch;
        First = first;
        EventTimeUnixMicros = eventTimeUnixMicros;
        Readings = readings;
    }

    /// <summary>Asset id, ASCII.</summary>
    public ReadOnlySpan<byte> AssetUtf8 { get; }

    /// <summary>Stream epoch, or <see cref="NoEpoch"/>.</summary>
    public long Epoch { get; }

    /// <summary>Sequence of the first reading; for an unnumbered record its event time, Unix µs UTC.</summary>
    public long First { get; }

    /// <summary>Event time of the first reading, Unix µs UTC.</summary>
    public long EventTimeUnixMicros { get; }

    /// <summary>Number of readings.</summary>
    public int Readings { get; }

    /// <summary>Reads the identity; nothing else is checked.</summary>
    /// <param name="record">One valid record of codec V1.</param>
    public static RecordIdentity Of(ReadOnlySpan<byte> record)
    {
        var sequenced = (record[TelemetryCodecV1.FlagsAt] & (byte)RecordFlags.Sequenced) != 0;
        var eventTime = BinaryPrimitives.ReadInt64LittleEndian(record[TelemetryCodecV1.EventTimeAt..]);
        return new RecordIdentity(
            record.Slice(TelemetryCodecV1.HeaderSize, record[TelemetryCodecV1.AssetLengthAt]),
            sequenced ? BinaryPrimitives.ReadInt64LittleEndian(record[TelemetryCodecV1.EpochAt..]) : NoEpoch,
            sequenced ? BinaryPrimitives.ReadInt64LittleEndian(record[TelemetryCodecV1.SequenceAt..]) : eventTime,
            eventTime,
            BinaryPrimitives.ReadInt32LittleEndian(record[TelemetryCodecV1.ReadingCountAt..]));
    }
}
