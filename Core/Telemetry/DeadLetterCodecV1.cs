using System.Buffers.Binary;
using System.Text;

namespace Maintenance.Core.Telemetry;

/// <summary>
/// Binary codec V1 of the dead letter, little endian; the layout is specified in <c>docs/formats/dead-letter-v1.md</c>.
/// Dead letters are rare: both directions allocate. Stateless and thread-safe.
/// </summary>
public static class DeadLetterCodecV1
{
    /// <summary>First four bytes, "MDL1" read as little-endian integer.</summary>
    public const uint Magic = 0x314C_444D;

    /// <summary>Version byte.</summary>
    public const byte Version = 1;

    /// <summary>Maximum number of bytes kept of a refused payload.</summary>
    public const int MaxKeptPayloadBytes = 64 * 1024;

    /// <summary>Maximum UTF-8 length of source and detail, bytes; longer texts are cut at a character boundary.</summary>
    public const int MaxTextBytes = 1024;

    private const int HeaderSize = 56;
    private const int AssetLengthAt = 6;
    private const byte SequencedFlag = 1;
    private const byte CountFlag = 2;

    /// <summary>
    /// Encodes a dead letter; its payload is cut to <see cref="MaxKeptPayloadBytes"/>, its texts to <see cref="MaxTextBytes"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The asset id is too long.</exception>
    public static byte[] Encode(DeadLetterRecord deadLetter)
    {
        if (deadLetter.Asset.Length > Assets.AssetId.MaxLength)
            throw new ArgumentException($"Dead letter with an asset id of {deadLetter.Asset.Length} characters; at most "
                + $"{Assets.AssetId.MaxLength} are allowed.", nameof(deadLetter));
        var asset = Encoding.ASCII.GetBytes(deadLetter.Asset);
        var source = Cut(deadLetter.Source);
        var detail = Cut(deadLetter.Detail);
        var payload = deadLetter.Payload.Span[..Math.Min(deadLetter.Payload.Length, MaxKeptPayloadBytes)];
        var bytes = new byte[HeaderSize + asset.Length + source.Length + detail.Length + payload.Length + sizeof(uint)];
        var span = bytes.AsSpan();
        BinaryPrimitives.WriteUInt32LittleEndian(span, Magic);
        span[4] = Version;
        span[5] = (byte)deadLetter.Reason;
        span[AssetLengthAt] = (byte)asset.Length;
        span[7] = (byte)((deadLetter.Sequenced ? SequencedFlag : 0) | (deadLetter.IsCount ? CountFlag : 0));
        BinaryPrimitives.WriteInt64LittleEndian(span[8..], deadLetter.ReceivedUnixMicros);
        BinaryPrimitives.WriteInt64LittleEndian(span[16..], deadLetter.Epoch);
        BinaryPrimitives.WriteInt64LittleEndian(span[24..], deadLetter.Sequence);
        BinaryPrimitives.WriteInt32LittleEndian(span[32..], deadLetter.Readings);
        BinaryPrimitives.WriteUInt16LittleEndian(span[36..], (ushort)source.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(span[38..], (ushort)detail.Length);
        BinaryPrimitives.WriteInt64LittleEndian(span[40..], deadLetter.PayloadBytes);
        BinaryPrimitives.WriteInt32LittleEndian(span[48..], payload.Length);
        BinaryPrimitives.WriteInt32LittleEndian(span[52..], bytes.Length);
        var at = HeaderSize;
        foreach (var text in (ReadOnlySpan<byte[]>)[asset, source, detail])
        {
            text.CopyTo(span[at..]);
            at += text.Length;
        }
        payload.CopyTo(span[at..]);
        TelemetryCodecV1.Seal(span);
        return bytes;
    }

    /// <summary>The asset id (ASCII) of an encoded, valid dead letter; empty when it has none.</summary>
    public static ReadOnlyMemory<byte> AssetOf(ReadOnlyMemory<byte> deadLetter) =>
        deadLetter.Slice(HeaderSize, deadLetter.Span[AssetLengthAt]);

    /// <summary>Decodes one dead letter; false unless the bytes are exactly one.</summary>
    public static bool TryDecode(
        ReadOnlySpan<byte> bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DeadLetterRecord? deadLetter)
    {
        deadLetter = null;
        if (bytes.Length < HeaderSize + sizeof(uint) || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic || bytes[4] != Version)
            return false;
        if (BinaryPrimitives.ReadInt32LittleEndian(bytes[52..]) != bytes.Length) return false;
        if (Crc32C.Compute(bytes[..^4]) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..])) return false;
        int assetLength = bytes[AssetLengthAt], sourceLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes[36..]), detailLength =
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[38..]);
        var payloadLength = BinaryPrimitives.ReadInt32LittleEndian(bytes[48..]);
        if (assetLength > Assets.AssetId.MaxLength) return false; // never written: Encode refuses it
        if (payloadLength < 0 || HeaderSize + (long)assetLength + sourceLength + detailLength + payloadLength
            + sizeof(uint) != bytes.Length)
            return false;
        var texts = bytes[HeaderSize..];
        deadLetter = new DeadLetterRecord
        {
            Reason = (DeadLetterReason)bytes[5],
            Sequenced = (bytes[7] & SequencedFlag) != 0,
            IsCount = (bytes[7] & CountFlag) != 0,
            ReceivedUnixMicros = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            Epoch = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            Sequence = BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            Readings = BinaryPrimitives.ReadInt32LittleEndian(bytes[32..]),
            PayloadBytes = BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]),
            Asset = Encoding.ASCII.GetString(texts[..assetLength]),
            Source = Encoding.UTF8.GetString(texts.Slice(assetLength, sourceLength)),
            Detail = Encoding.UTF8.GetString(texts.Slice(assetLength + sourceLength, detailLength)),
            Payload = texts.Slice(assetLength + sourceLength + detailLength, payloadLength).ToArray(),
        };
        return true;
    }

    private static byte[] Cut(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length <= MaxTextBytes) return bytes;
        var length = MaxTextBytes;
        while (length > 0 && (bytes[length] & 0xC0) == 0x80) length--;
        return bytes[..length];
    }
}
