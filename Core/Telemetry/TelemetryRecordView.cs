using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Maintenance.Core.Telemetry;

/// <summary>
/// A decoded record of codec V1 over the caller's bytes: nothing is copied and nothing allocated.
/// Valid as long as the bytes are. Columns are spans into them, so the hot path only reads arrays.
/// </summary>
public readonly ref struct TelemetryRecordView
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _channelTable;
    private readonly int _names;
    private readonly int _times;
    private readonly int _columns;
    private readonly int _waveforms;

    private TelemetryRecordView(ReadOnlySpan<byte> bytes, int channelTable, int names, int times, int columns, int waveforms)
    {
        _bytes = bytes;
        _channelTable = channelTable;
        _names = names;
        _times = times;
        _columns = columns;
        _waveforms = waveforms;
    }

    /// <summary>The whole encoded record.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Properties of the record.</summary>
    public RecordFlags Flags => (RecordFlags)_bytes[TelemetryCodecV1.FlagsAt];

    /// <summary>Asset id, ASCII.</summary>
    public ReadOnlySpan<byte> AssetUtf8 => _bytes.Slice(TelemetryCodecV1.HeaderSize, _bytes[TelemetryCodecV1.AssetLengthAt]);

    /// <summary>Number of channels.</summary>
    public int ChannelCount => _bytes[TelemetryCodecV1.ChannelCountAt];

    /// <summary>Number of readings, ≥ 1.</summary>
    public int ReadingCount => BinaryPrimitives.ReadInt32LittleEndian(_bytes[TelemetryCodecV1.ReadingCountAt..]);

    /// <summary>Number of waveforms.</summary>
    public int WaveformCount => BinaryPrimitives.ReadInt32LittleEndian(_bytes[TelemetryCodecV1.WaveformCountAt..]);

    /// <summary>Stream epoch; meaningful with <see cref="RecordFlags.Sequenced"/>.</summary>
    public long Epoch => BinaryPrimitives.ReadInt64LittleEndian(_bytes[TelemetryCodecV1.EpochAt..]);

    /// <summary>Ordinal of the first reading in the epoch.</summary>
    public long Sequence => BinaryPrimitives.ReadInt64LittleEndian(_bytes[TelemetryCodecV1.SequenceAt..]);

    /// <summary>Event time of the first reading, Unix µs UTC.</summary>
    public long EventTimeUnixMicros => BinaryPrimitives.ReadInt64LittleEndian(_bytes[TelemetryCodecV1.EventTimeAt..]);

    /// <summary>Time of reception, Unix µs UTC; 0 until Ingest has stamped it.</summary>
    public long ReceivedUnixMicros => BinaryPrimitives.ReadInt64LittleEndian(_bytes[TelemetryCodecV1.ReceivedAt..]);

    /// <summary>Interval between readings, µs.</summary>
    public uint IntervalMicros => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[TelemetryCodecV1.IntervalAt..]);

    /// <summary>Number of a channel: a standard channel's index or <see cref="TelemetryCodecV1.NamedChannel"/>.</summary>
    public int ChannelId(int channel) => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[(_channelTable + 4 * channel)..]);

    /// <summary>Quality flags of a channel.</summary>
    public ChannelQuality Quality(int channel) => (ChannelQuality)_bytes[_channelTable + 4 * channel + 2];

    /// <summary>True if a custom channel's column is a <see cref="ChannelQuality.Remainder"/>.</summary>
    public bool IsRemainder(int channel) =>
        ChannelId(channel) == TelemetryCodecV1.NamedChannel && (Quality(channel) & ChannelQuality.Remainder) != ChannelQuality.Good;

    /// <summary>UTF-8 name of a custom channel; empty for a standard one.</summary>
    public ReadOnlySpan<byte> ChannelNameUtf8(int channel)
    {
        var at = _names;
        for (var i = 0; i < channel; i++) at += _bytes[_channelTable + 4 * i + 3];
        return _bytes.Slice(at, _bytes[_channelTable + 4 * channel + 3]);
    }

    /// <summary>Length of a custom channel's name, bytes; 0 for a standard channel.</summary>
    public int ChannelNameLength(int channel) => _bytes[_channelTable + 4 * channel + 3];

    /// <summary>The names of the custom channels, one after the other, and their padding.</summary>
    public ReadOnlySpan<byte> ChannelNamesUtf8 => _bytes[_names..(_times != 0 ? _times : _columns)];

    /// <summary>Values of a channel, one per reading; NaN means missing.</summary>
    public ReadOnlySpan<float> Column(int channel)
    {
        var n = ReadingCount;
        return MemoryMarshal.Cast<byte, float>(_bytes.Slice(_columns + 4 * n * channel, 4 * n));
    }

    /// <summary>All columns, one after the other.</summary>
    public ReadOnlySpan<float> Columns => MemoryMarshal.Cast<byte, float>(_bytes.Slice(_columns, 4 * ReadingCount * ChannelCount));

    /// <summary>Event time of each reading, Unix µs UTC; empty where they are evenly spaced.</summary>
    public ReadOnlySpan<long> Times => _times == 0 ? [] : MemoryMarshal.Cast<byte, long>(_bytes.Slice(_times, 8 * ReadingCount));

    /// <summary>Index of a standard channel in this record, or −1.</summary>
    public int IndexOf(int channelId)
    {
        for (var i = 0; i < ChannelCount; i++)
            if (ChannelId(i) == channelId) return i;
        return -1;
    }

    /// <summary>Event time of one reading, Unix µs UTC.</summary>
    public long TimeOf(int reading) => _times == 0
        ? EventTimeUnixMicros + (long)IntervalMicros * reading
        : MemoryMarshal.Read<long>(_bytes[(_times + 8 * reading)..]);

    /// <summary>One waveform. Skips over those before it.</summary>
    public TimeWaveformView Waveform(int index)
    {
        var at = _waveforms;
        for (var i = 0; ; i++)
        {
            var samples = BinaryPrimitives.ReadInt32LittleEndian(_bytes[at..]);
            var location = BinaryPrimitives.ReadInt32LittleEndian(_bytes[(at + 16)..]);
            var data = at + TelemetryCodecV1.WaveformHeaderSize + TelemetryCodecV1.Pad4(location);
            if (i == index)
            {
                return new TimeWaveformView(
                    _bytes.Slice(at + TelemetryCodecV1.WaveformHeaderSize, location),
                    BinaryPrimitives.ReadSingleLittleEndian(_bytes[(at + 4)..]),
                    BinaryPrimitives.ReadInt64LittleEndian(_bytes[(at + 8)..]),
                    MemoryMarshal.Cast<byte, float>(_bytes.Slice(data, 4 * samples)));
            }
            at = data + 4 * samples;
        }
    }

    /// <summary>
    /// Checks every count and length, the checksum, the asset's alphabet and the order of times, so that no later access is out of bounds.
    /// </summary>
    /// <param name="bytes">Exactly one record; trailing bytes make it <see cref="DecodeStatus.Inconsistent"/>.</param>
    /// <param name="view">The record, valid only when <see cref="DecodeStatus.Ok"/> is returned.</param>
    public static DecodeStatus TryDecode(ReadOnlySpan<byte> bytes, out TelemetryRecordView view)
    {
        view = default;
        if (bytes.Length < TelemetryCodecV1.MinRecordBytes) return DecodeStatus.Truncated;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes) != TelemetryCodecV1.Magic) return DecodeStatus.NotARecord;
        if (bytes[TelemetryCodecV1.VersionAt] != TelemetryCodecV1.Version) return DecodeStatus.UnknownVersion;
        var stated = BinaryPrimitives.ReadInt32LittleEndian(bytes[TelemetryCodecV1.RecordBytesAt..]);
        if (stated > bytes.Length) return DecodeStatus.Truncated;
        if (stated != bytes.Length || stated > TelemetryCodecV1.MaxRecordBytes) return DecodeStatus.Inconsistent;
        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(bytes[^TelemetryCodecV1.TrailerSize..]);
        if (Crc32C.Compute(bytes[..^TelemetryCodecV1.TrailerSize]) != checksum) return DecodeStatus.ChecksumMismatch;
        return CheckLayout(bytes, out view);
    }

    /// <summary>
    /// Decodes a record that this process (or Ingest before it) has already checked: only offsets are computed.
    /// Use it on bytes that come from the telemetry log, whose engine guards integrity itself.
    /// </summary>
    public static TelemetryRecordView DecodeTrusted(ReadOnlySpan<byte> bytes)
    {
        var status = CheckLayout(bytes, out var view);
        return status == DecodeStatus.Ok
            ? view
            : throw new InvalidDataException($"A record in the telemetry log is not codec V1 ({status}, {bytes.Length} bytes): the log is "
                + "damaged.");
    }

    private static DecodeStatus CheckLayout(ReadOnlySpan<byte> bytes, out TelemetryRecordView view)
    {
        view = default;
        var readings = BinaryPrimitives.ReadInt32LittleEndian(bytes[TelemetryCodecV1.ReadingCountAt..]);
        var waveforms = BinaryPrimitives.ReadInt32LittleEndian(bytes[TelemetryCodecV1.WaveformCountAt..]);
        var channels = bytes[TelemetryCodecV1.ChannelCountAt];
        if (readings is < 1 or > TelemetryCodecV1.MaxReadings || waveforms is < 0 or > TelemetryCodecV1.MaxWaveforms)
            return DecodeStatus.Inconsistent;
        if (BinaryPrimitives.ReadInt64LittleEndian(bytes[TelemetryCodecV1.EpochAt..]) < 0) return DecodeStatus.Inconsistent;
        if (BinaryPrimitives.ReadInt64LittleEndian(bytes[TelemetryCodecV1.SequenceAt..]) < 0) return DecodeStatus.Inconsistent;
        var end = bytes.Length - TelemetryCodecV1.TrailerSize;
        var assetLength = (int)bytes[TelemetryCodecV1.AssetLengthAt];
        if (assetLength is 0 or > Assets.AssetId.MaxLength) return DecodeStatus.BadAsset;
        var channelTable = TelemetryCodecV1.HeaderSize + TelemetryCodecV1.Pad4(assetLength);
        var names = channelTable + TelemetryCodecV1.ChannelEntrySize * channels;
        if (names > end) return DecodeStatus.Inconsistent;
        if (!IsAssetId(bytes.Slice(TelemetryCodecV1.HeaderSize, assetLength))) return DecodeStatus.BadAsset;

        var nameBytes = 0;
        for (var i = 0; i < channels; i++)
        {
            var entry = bytes.Slice(channelTable + 4 * i, 4);
            var named = BinaryPrimitives.ReadUInt16LittleEndian(entry) == TelemetryCodecV1.NamedChannel;
            if (named != entry[3] is > 0 and <= TelemetryCodecV1.MaxNameBytes) return DecodeStatus.Inconsistent;
            nameBytes += entry[3];
        }
        var at = names + TelemetryCodecV1.Pad4(nameBytes);
        var times = 0;
        if ((bytes[TelemetryCodecV1.FlagsAt] & (byte)RecordFlags.HasTimes) != 0) // not HasFlag, which boxes in unoptimised builds
        {
            times = at;
            at += 8 * readings;
            if (at > end) return DecodeStatus.Inconsistent;
            if (!Ascends(MemoryMarshal.Cast<byte, long>(bytes[times..at]),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[TelemetryCodecV1.EventTimeAt..])))
                return DecodeStatus.TimesNotAscending;
        }
        var columns = at;
        var afterColumns = columns + 4L * readings * channels;
        if (afterColumns > end) return DecodeStatus.Inconsistent;
        if (!WaveformsFill(bytes, (int)afterColumns, end, waveforms)) return DecodeStatus.Inconsistent;
        view = new TelemetryRecordView(bytes, channelTable, names, times, columns, (int)afterColumns);
        return DecodeStatus.Ok;
    }

    private static bool WaveformsFill(ReadOnlySpan<byte> bytes, int at, int end, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (end - at < TelemetryCodecV1.WaveformHeaderSize) return false;
            var samples = BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
            var rate = BinaryPrimitives.ReadSingleLittleEndian(bytes[(at + 4)..]);
            var location = BinaryPrimitives.ReadInt32LittleEndian(bytes[(at + 16)..]);
            if (samples is < 1 or > TelemetryCodecV1.MaxWaveformSamples || location is < 1 or > TelemetryCodecV1.MaxNameBytes || !(rate > 0)
                || !float.IsFinite(rate)) return false;
            var size = TelemetryCodecV1.WaveformHeaderSize + TelemetryCodecV1.Pad4(location) + 4 * samples;
            if (size > end - at) return false;
            at += size;
        }
        return at == end;
    }

    private static bool Ascends(ReadOnlySpan<long> times, long first)
    {
        if (times[0] != first) return false;
        for (var i = 1; i < times.Length; i++)
            if (times[i] < times[i - 1]) return false;
        return true;
    }

    private static bool IsAssetId(ReadOnlySpan<byte> id)
    {
        foreach (var b in id)
            if (!char.IsAsciiLetterOrDigit((char)b) && b is not ((byte)'.' or (byte)'_' or (byte)'-')) return false;
        return true;
    }
}
