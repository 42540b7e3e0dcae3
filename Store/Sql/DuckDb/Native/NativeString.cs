using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>
/// <c>duckdb_string_t</c>: 16 bytes. Up to 12 bytes of text are inside; a longer text leaves its first 4 bytes and a pointer.
/// Lifetime: the pointer must live until the chunk that holds the value was appended (the appender copies into its own heap).
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe struct NativeString
{
    /// <summary>Bytes that fit inside.</summary>
    public const int InlineBytes = 12;

    [FieldOffset(0)]
    private uint _length;

    [FieldOffset(4)]
    private uint _prefix;

    [FieldOffset(8)]
    private byte* _pointer;

    /// <summary>A value over pinned bytes.</summary>
    /// <param name="bytes">Start of the bytes; copied when they fit inside.</param>
    /// <param name="length">Byte count.</param>
    public static NativeString Of(byte* bytes, int length)
    {
        var value = default(NativeString);
        value._length = (uint)length;
        if (length <= InlineBytes)
        {
            new ReadOnlySpan<byte>(bytes, length).CopyTo(new Span<byte>(&value._prefix, InlineBytes));
            return value;
        }
        value._prefix = Unsafe.ReadUnaligned<uint>(bytes);
        value._pointer = bytes;
        return value;
    }

    /// <summary>The bytes of a value in a vector.</summary>
    public readonly ReadOnlySpan<byte> Bytes(byte* vectorData, int row) => _length <= InlineBytes
        ? new ReadOnlySpan<byte>(vectorData + (16 * row) + 4, (int)_length)
        : new ReadOnlySpan<byte>(_pointer, (int)_length);
}
