using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Maintenance.Ingest.Sources.Http;

/// <summary>
/// Undoes the compression that a request names in Content-Encoding (RFC 9110, 8.4). Only gzip is read, because its end is recognisable:
/// a body that was cut or has bytes behind its end is refused as a whole. Stateless.
/// </summary>
internal static class ContentEncoding
{
    /// <summary>What Accept-Encoding says when another encoding was refused.</summary>
    public const string Accepted = "gzip";

    private const int GzipFrameBytes = 18;

    /// <summary>True for no compression.</summary>
    public static bool IsIdentity(string encoding) => encoding.Length == 0 || Is(encoding, "identity");

    /// <summary>True for an encoding this build reads.</summary>
    public static bool IsKnown(string encoding) => IsIdentity(encoding) || Is(encoding, "gzip") || Is(encoding, "x-gzip");

    /// <summary>Decompresses a gzip body.</summary>
    /// <param name="body">The body as received.</param>
    /// <param name="maxBytes">Decompressing stops behind so many bytes.</param>
    /// <param name="buffer">Buffer from the shared pool with the result; the caller returns it.</param>
    /// <returns>Bytes of the result, at most <paramref name="maxBytes"/> + 1; −1 if the body is no whole gzip member.</returns>
    public static int Decompress(ReadOnlyMemory<byte> body, int maxBytes, out byte[] buffer)
    {
        buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(maxBytes + 1L, Math.Max(16 * 1024, 4L * body.Length)));
        if (body.Length < GzipFrameBytes) return -1;
        var length = 0;
        try
        {
            MemoryMarshal.TryGetArray(body, out var bytes);
            using var compressed = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
            using var gzip = new GZipStream(compressed, CompressionMode.Decompress);
            while (length <= maxBytes)
            {
                if (length == buffer.Length) buffer = Grow(buffer);
                var read = gzip.Read(buffer, length, Math.Min(buffer.Length, maxBytes + 1) - length);
                if (read == 0) break;
                length += read;
            }
        }
        catch (InvalidDataException)
        {
            return -1;
        }
        // The stream takes a body that was cut for a whole one. gzip ends with the length, modulo 2³² (RFC 1952); the checksum before it
        // was compared if it was there.
        if (length <= maxBytes && BinaryPrimitives.ReadInt32LittleEndian(body.Span[^4..]) != length) return -1;
        return length;
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static bool Is(string encoding, string name) => encoding.Equals(name, StringComparison.OrdinalIgnoreCase);
}
