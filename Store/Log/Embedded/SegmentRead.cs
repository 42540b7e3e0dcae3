using Microsoft.Win32.SafeHandles;

namespace Maintenance.Store.Log.Embedded;

/// <summary>Reading of segment files.</summary>
internal static class SegmentRead
{
    /// <summary>Reads until the buffer is full or the file ends.</summary>
    /// <returns>Bytes read.</returns>
    public static int Fill(SafeFileHandle file, Span<byte> into, long position)
    {
        var total = 0;
        while (total < into.Length)
        {
            var read = RandomAccess.Read(file, into[total..], position + total);
            if (read == 0) break;
            total += read;
        }
        return total;
    }
}
