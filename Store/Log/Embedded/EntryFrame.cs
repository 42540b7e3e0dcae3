using System.Buffers.Binary;
using FASTER.core;
using Maintenance.Core.Telemetry;

namespace Maintenance.Store.Log.Embedded;

/// <summary>
/// One entry of the engine's log: a record, or a fragment of one that is larger than <see cref="MaxEntryBytes"/>.
/// Layout: <c>docs/formats/embedded-log.md</c>. The checksum covers everything after itself, so that neither a torn write nor bit rot is
/// ever delivered; the ordinal makes a missing entry visible, which a checksum cannot.
/// </summary>
internal readonly struct EntryFrame(
    EntryFlags flags,
    long ordinal,
    long timestampUnixMicros,
    ReadOnlyMemory<byte> key,
    ReadOnlyMemory<byte> valuePart,
    int valueLength,
    int valueOffset) : ILogEnqueueEntry
{
    /// <summary>Bytes of FasterLog's own header (its length) before each entry.</summary>
    public const int EngineHeaderBytes = 4;

    /// <summary>Bytes of our header.</summary>
    public const int HeaderBytes = 32;

    /// <summary>
    /// Largest entry including the engine's header. An entry never straddles a 1 MiB page, so the rest of a page is wasted if the next
    /// entry does not fit: a quarter of a page limits that waste, while the usual record (tens of KB) is never split.
    /// </summary>
    public const int MaxEntryBytes = 256 * 1024;

    /// <summary>Maximum bytes of key and value in one entry.</summary>
    public const int MaxPayloadBytes = MaxEntryBytes - EngineHeaderBytes - HeaderBytes;

    /// <inheritdoc/>
    public int SerializedLength => HeaderBytes + key.Length + valuePart.Length;

    /// <summary>Upper bound of the log space a record takes, excluding page ends it may leave unused.</summary>
    public static long SpaceOf(int keyLength, int valueLength)
    {
        var fragments = 1 + (keyLength + valueLength) / MaxPayloadBytes;
        return keyLength + valueLength + fragments * (EngineHeaderBytes + HeaderBytes + 3L);
    }

    /// <summary>Log space of an entry with this frame length: FasterLog aligns entries to 4 bytes.</summary>
    public static int Advance(int frameLength) => EngineHeaderBytes + ((frameLength + 3) & ~3);

    /// <inheritdoc/>
    public void SerializeTo(Span<byte> dest)
    {
        dest[4] = (byte)flags;
        dest[5] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(dest[6..], (ushort)key.Length);
        BinaryPrimitives.WriteInt64LittleEndian(dest[8..], ordinal);
        BinaryPrimitives.WriteInt64LittleEndian(dest[16..], timestampUnixMicros);
        BinaryPrimitives.WriteInt32LittleEndian(dest[24..], valueLength);
        BinaryPrimitives.WriteInt32LittleEndian(dest[28..], valueOffset);
        key.Span.CopyTo(dest[HeaderBytes..]);
        valuePart.Span.CopyTo(dest[(HeaderBytes + key.Length)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(dest, Crc32C.Compute(dest[4..]));
    }
}
