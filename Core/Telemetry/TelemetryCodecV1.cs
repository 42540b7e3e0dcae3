using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Maintenance.Core.Telemetry;

/// <summary>
/// Binary codec V1 of the telemetry record, little endian; the layout is specified in <c>docs/formats/telemetry-v1.md</c>.
/// This class encodes; <see cref="TelemetryRecordView"/> decodes without copying. Both are stateless and thread-safe.
/// </summary>
public static class TelemetryCodecV1
{
    /// <summary>First four bytes, "MTR1" read as little-endian integer.</summary>
    public const uint Magic = 0x3152_544D;

    /// <summary>Version byte.</summary>
    public const byte Version = 1;

    /// <summary>Maximum number of readings in a record: one second at 64 kHz.</summary>
    public const int MaxReadings = 65_536;

    /// <summary>Maximum number of channels in a record.</summary>
    public const int MaxChannels = 255;

    /// <summary>Maximum length of a custom channel's name (UTF-8) and of a waveform's location (ASCII), bytes.</summary>
    public const int MaxNameBytes = 63;

    /// <summary>Maximum number of waveforms in a record.</summary>
    public const int MaxWaveforms = 64;

    /// <summary>Maximum number of samples in a waveform: ten seconds at 100 kHz.</summary>
    public const int MaxWaveformSamples = 1_000_000;

    /// <summary>Minimum size of a record, bytes: header and checksum.</summary>
    public const int MinRecordBytes = HeaderSize + TrailerSize;

    /// <summary>Maximum size of a record, bytes; Ingest refuses larger payloads unread.</summary>
    public const int MaxRecordBytes = 8 * 1024 * 1024;

    /// <summary>Channel number of a custom channel, which the record names.</summary>
    public const ushort NamedChannel = 0xFFFF;

    /// <summary>Size of the fixed header, bytes.</summary>
    internal const int HeaderSize = 56;

    internal const int ChannelEntrySize = 4;
    internal const int WaveformHeaderSize = 20;
    internal const int TrailerSize = 4;

    // Where each field of the header lies: docs/formats/telemetry-v1.md. Not known outside Core.
    internal const int VersionAt = 4;
    internal const int FlagsAt = 5;
    internal const int AssetLengthAt = 6;
    internal const int ChannelCountAt = 7;
    internal const int ReadingCountAt = 8;
    internal const int WaveformCountAt = 12;
    internal const int EpochAt = 16;
    internal const int SequenceAt = 24;
    internal const int EventTimeAt = 32;
    internal const int ReceivedAt = 40;
    internal const int IntervalAt = 48;
    internal const int RecordBytesAt = 52;

    /// <summary>Exact size of the encoded record in bytes.</summary>
    public static int GetSize(TelemetryRecord record)
    {
        var size = HeaderSize + Pad4(record.Asset.Length);
        var names = 0;
        foreach (var column in record.Columns)
        {
            size += ChannelEntrySize + sizeof(float) * record.ReadingCount;
            if (column.ChannelId == NamedChannel) names += Encoding.UTF8.GetByteCount(column.Name);
        }
        size += Pad4(names);
        if (record.Flags.HasFlag(RecordFlags.HasTimes)) size += sizeof(long) * record.ReadingCount;
        foreach (var waveform in record.Waveforms)
            size += WaveformHeaderSize + Pad4(waveform.Location.Length) + sizeof(float) * waveform.Samples.Length;
        return size + TrailerSize;
    }

    /// <summary>Encodes into a new array.</summary>
    /// <exception cref="ArgumentException">A count, name or column length is outside the limits stated on this class.</exception>
    public static byte[] Encode(TelemetryRecord record)
    {
        var bytes = new byte[GetSize(record)];
        Encode(record, bytes);
        return bytes;
    }

    /// <summary>Encodes into <paramref name="destination"/>; allocates nothing.</summary>
    /// <param name="record">The record; its columns must all have <see cref="TelemetryRecord.ReadingCount"/> values.</param>
    /// <param name="destination">At least <see cref="GetSize"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    /// <exception cref="ArgumentException">A count, name or column length is outside the limits stated on this class.</exception>
    public static int Encode(TelemetryRecord record, Span<byte> destination)
    {
        Check(record);
        var size = GetSize(record);
        var span = destination[..size];
        span[..HeaderSize].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(span, Magic);
        span[VersionAt] = Version;
        span[FlagsAt] = (byte)record.Flags;
        span[AssetLengthAt] = (byte)record.Asset.Length;
        span[ChannelCountAt] = (byte)record.Columns.Count;
        BinaryPrimitives.WriteInt32LittleEndian(span[ReadingCountAt..], record.ReadingCount);
        BinaryPrimitives.WriteInt32LittleEndian(span[WaveformCountAt..], record.Waveforms.Count);
        BinaryPrimitives.WriteInt64LittleEndian(span[EpochAt..], record.Epoch);
        BinaryPrimitives.WriteInt64LittleEndian(span[SequenceAt..], record.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(span[EventTimeAt..], record.EventTimeUnixMicros);
        BinaryPrimitives.WriteInt64LittleEndian(span[ReceivedAt..], record.ReceivedUnixMicros);
        BinaryPrimitives.WriteUInt32LittleEndian(span[IntervalAt..], record.IntervalMicros);
        BinaryPrimitives.WriteInt32LittleEndian(span[RecordBytesAt..], size);

        var at = HeaderSize + WriteAscii(record.Asset, span[HeaderSize..]);
        at = WriteChannelTable(record, span, at);
        if (record.Flags.HasFlag(RecordFlags.HasTimes))
            at += WriteArray<long>(record.Times, span[at..]);
        foreach (var column in record.Columns)
            at += WriteArray<float>(column.Values, span[at..]);
        foreach (var waveform in record.Waveforms)
            at = WriteWaveform(waveform, span, at);
        Seal(span);
        return size;
    }

    /// <summary>
    /// Replaces the quality of one channel in an encoded, valid record; <see cref="StampReceived"/> or <see cref="Seal"/> must follow.
    /// </summary>
    /// <param name="record">One whole record.</param>
    /// <param name="channel">Index of the channel in the record, not its channel number.</param>
    /// <param name="quality">New flags.</param>
    public static void SetQuality(Span<byte> record, int channel, ChannelQuality quality) =>
        record[HeaderSize + Pad4(record[AssetLengthAt]) + ChannelEntrySize * channel + 2] = (byte)quality;

    /// <summary>The asset id (ASCII) of an encoded, valid record: its key in the telemetry log.</summary>
    public static ReadOnlyMemory<byte> AssetOf(ReadOnlyMemory<byte> record) => record.Slice(HeaderSize, record.Span[AssetLengthAt]);

    /// <summary>Adds flags that do not change the layout to an encoded, valid record; <see cref="Seal"/> must follow.</summary>
    /// <param name="record">One whole record.</param>
    /// <param name="flags">Any but <see cref="RecordFlags.HasTimes"/>.</param>
    public static void AddFlags(Span<byte> record, RecordFlags flags) => record[FlagsAt] |= (byte)flags;

    /// <summary>
    /// Changes asset, sequence and time of an encoded, valid record without per-reading times; <see cref="StampReceived"/> or
    /// <see cref="Seal"/> must follow.
    /// </summary>
    /// <param name="record">One whole record.</param>
    /// <param name="assetUtf8">Asset id, ASCII, as long as the one it replaces.</param>
    /// <param name="sequence">Sequence of the first reading, ≥ 0.</param>
    /// <param name="eventTimeUnixMicros">Event time of the first reading, Unix µs UTC.</param>
    /// <exception cref="ArgumentException">The id has a different length.</exception>
    public static void Readdress(Span<byte> record, ReadOnlySpan<byte> assetUtf8, long sequence, long eventTimeUnixMicros)
    {
        if (assetUtf8.Length != record[AssetLengthAt])
            throw new ArgumentException($"An asset id of {assetUtf8.Length} bytes cannot replace one of {record[AssetLengthAt]}.",
                nameof(assetUtf8));
        assetUtf8.CopyTo(record[HeaderSize..]);
        BinaryPrimitives.WriteInt64LittleEndian(record[SequenceAt..], sequence);
        BinaryPrimitives.WriteInt64LittleEndian(record[EventTimeAt..], eventTimeUnixMicros);
    }

    /// <summary>Writes the time of reception into an encoded, valid record and updates its checksum.</summary>
    /// <param name="record">One whole record.</param>
    /// <param name="receivedUnixMicros">Unix µs UTC.</param>
    public static void StampReceived(Span<byte> record, long receivedUnixMicros)
    {
        BinaryPrimitives.WriteInt64LittleEndian(record[ReceivedAt..], receivedUnixMicros);
        Seal(record);
    }

    /// <summary>Writes the CRC-32C of everything before the last four bytes into them.</summary>
    public static void Seal(Span<byte> record) =>
        BinaryPrimitives.WriteUInt32LittleEndian(record[^TrailerSize..], Crc32C.Compute(record[..^TrailerSize]));

    internal static int Pad4(int length) => (length + 3) & ~3;

    private static void Check(TelemetryRecord record)
    {
        if (record.Asset.Length is 0 or > Assets.AssetId.MaxLength) Throw($"asset id of {record.Asset.Length} characters");
        if (record.ReadingCount is < 1 or > MaxReadings) Throw($"{record.ReadingCount} readings, allowed 1-{MaxReadings}");
        if (record.Columns.Count > MaxChannels) Throw($"{record.Columns.Count} channels, allowed {MaxChannels}");
        if (record.Waveforms.Count > MaxWaveforms) Throw($"{record.Waveforms.Count} waveforms, allowed {MaxWaveforms}");
        if (record.Flags.HasFlag(RecordFlags.HasTimes) && record.Times?.Length != record.ReadingCount)
            Throw("times missing or of wrong length");
        foreach (var column in record.Columns)
        {
            if (column.Values.Length != record.ReadingCount)
                Throw($"column of {column.Values.Length} values, expected {record.ReadingCount}");
            if (column.ChannelId == NamedChannel && Encoding.UTF8.GetByteCount(column.Name) is 0 or > MaxNameBytes)
                Throw($"channel name must have 1-{MaxNameBytes} bytes");
        }
        foreach (var waveform in record.Waveforms)
        {
            if (waveform.Samples.Length is 0 or > MaxWaveformSamples) Throw($"waveform of {waveform.Samples.Length} samples");
            if (waveform.Location.Length is 0 or > MaxNameBytes) Throw($"waveform location must have 1-{MaxNameBytes} characters");
        }
    }

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    private static void Throw(string what) => throw new ArgumentException($"Telemetry record cannot be encoded: {what}.", "record");

    private static int WriteAscii(string text, Span<byte> destination)
    {
        var padded = Pad4(text.Length);
        destination[..padded].Clear();
        Encoding.ASCII.GetBytes(text, destination);
        return padded;
    }

    private static int WriteChannelTable(TelemetryRecord record, Span<byte> span, int at)
    {
        var names = at + ChannelEntrySize * record.Columns.Count;
        var nameAt = names;
        foreach (var column in record.Columns)
        {
            var nameLength = column.ChannelId == NamedChannel ? Encoding.UTF8.GetBytes(column.Name, span[nameAt..]) : 0;
            BinaryPrimitives.WriteUInt16LittleEndian(span[at..], (ushort)column.ChannelId);
            span[at + 2] = (byte)column.Quality;
            span[at + 3] = (byte)nameLength;
            at += ChannelEntrySize;
            nameAt += nameLength;
        }
        var end = names + Pad4(nameAt - names);
        span[nameAt..end].Clear();
        return end;
    }

    private static int WriteWaveform(TimeWaveform waveform, Span<byte> span, int at)
    {
        BinaryPrimitives.WriteInt32LittleEndian(span[at..], waveform.Samples.Length);
        BinaryPrimitives.WriteSingleLittleEndian(span[(at + 4)..], waveform.SampleRateHz);
        BinaryPrimitives.WriteInt64LittleEndian(span[(at + 8)..], waveform.StartUnixMicros);
        BinaryPrimitives.WriteInt32LittleEndian(span[(at + 16)..], waveform.Location.Length);
        at += WaveformHeaderSize;
        at += WriteAscii(waveform.Location, span[at..]);
        return at + WriteArray<float>(waveform.Samples, span[at..]);
    }

    private static int WriteArray<T>(ReadOnlySpan<T> values, Span<byte> destination) where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values);
        bytes.CopyTo(destination);
        return bytes.Length;
    }
}
