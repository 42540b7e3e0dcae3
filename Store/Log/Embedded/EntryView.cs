using System.Buffers.Binary;
using Maintenance.Core.Telemetry;

namespace Maintenance.Store.Log.Embedded;

/// <summary>A decoded <see cref="EntryFrame"/> over the reader's buffer.</summary>
internal readonly ref struct EntryView(ReadOnlySpan<byte> frame)
{
    private readonly ReadOnlySpan<byte> _frame = frame;

    public bool IsFirst => (_frame[4] & (byte)EntryFlags.First) != 0;

    public bool IsLast => (_frame[4] & (byte)EntryFlags.Last) != 0;

    public long Ordinal => BinaryPrimitives.ReadInt64LittleEndian(_frame[8..]);

    public long TimestampUnixMicros => BinaryPrimitives.ReadInt64LittleEndian(_frame[16..]);

    public int ValueLength => BinaryPrimitives.ReadInt32LittleEndian(_frame[24..]);

    public int ValueOffset => BinaryPrimitives.ReadInt32LittleEndian(_frame[28..]);

    public int KeyLength => BinaryPrimitives.ReadUInt16LittleEndian(_frame[6..]);

    public ReadOnlySpan<byte> Key => _frame.Slice(EntryFrame.HeaderBytes, KeyLength);

    public ReadOnlySpan<byte> ValuePart => _frame[(EntryFrame.HeaderBytes + KeyLength)..];

    /// <summary>Null if the bytes are a valid entry, otherwise what is wrong with them.</summary>
    public static string? Check(ReadOnlySpan<byte> frame)
    {
        if (Crc32C.Compute(frame[4..]) != BinaryPrimitives.ReadUInt32LittleEndian(frame)) return "its checksum does not match its bytes";
        var view = new EntryView(frame);
        var part = (long)frame.Length - EntryFrame.HeaderBytes - view.KeyLength;
        if (part < 0 || view.ValueOffset < 0 || view.ValueOffset + part > view.ValueLength) return "its lengths contradict each other";
        return view.IsFirst != (view.ValueOffset == 0 && view.KeyLength > 0) || view.IsLast != (view.ValueOffset + part == view.ValueLength)
            ? "its position in the record contradicts its lengths"
            : null;
    }
}
