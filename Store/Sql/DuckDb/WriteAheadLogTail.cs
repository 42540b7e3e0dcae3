using System.Buffers.Binary;
using Maintenance.Core.Ports;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>
/// Truncates an incomplete transaction from DuckDB's write-ahead log before DuckDB reads it. DuckDB rolls such a transaction back, except
/// for its bulk appends: a pointer to row groups (<c>ROW_GROUP_DATA</c>) is added to the table as it is read, outside any transaction, so
/// that after a kill between that entry and the transaction's end the rows exist but their offset does not (DuckDB
/// 1.5.6, duckdb/duckdb#25931). Entries as of version 2 of that log: size and checksum (8 bytes each, little-endian), then the entry, whose
/// third byte is its type.
/// <para>Failure strategy: truncation is idempotent; a log of another version, or without a bulk append in its tail, is left
/// unchanged.</para>
/// </summary>
internal static class WriteAheadLogTail
{
    private const byte RowGroupData = 29;
    private const byte Checkpoint = 99;
    private const byte Flush = 100;
    private const int FrameBytes = 16;

    // Field 100 (type) = 98 (version), field 101 = 2, end of object; longer if the log belongs to a newer storage version.
    private static ReadOnlySpan<byte> VersionTwo => [100, 0, 98, 101, 0, 2];

    /// <summary>Truncates the logs of a database that is not open.</summary>
    /// <param name="databasePath">The database; its logs are next to it.</param>
    /// <returns>Bytes removed.</returns>
    /// <exception cref="StoreException">A log cannot be read or truncated.</exception>
    public static long Cut(string databasePath)
    {
        try
        {
            return CutLog(databasePath + ".wal") + CutLog(databasePath + ".checkpoint.wal");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The write-ahead log of {databasePath} could not be read: {error.Message} Check the disk and the "
                + "file's owner.", inner: error);
        }
    }

    private static long CutLog(string path)
    {
        if (!File.Exists(path)) return 0;
        using var log = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        if (EndOfVersion(log) is not { } position) return 0;
        var (complete, hasRowGroups) = (position, false);
        Span<byte> head = stackalloc byte[FrameBytes + 3];
        while (position + head.Length <= log.Length)
        {
            log.Position = position;
            log.ReadExactly(head);
            var size = BinaryPrimitives.ReadUInt64LittleEndian(head);
            if (size < 3 || size > (ulong)(log.Length - position - FrameBytes)) break;
            position += FrameBytes + (long)size;
            var type = head[FrameBytes + 2];
            if (type is Flush or Checkpoint) (complete, hasRowGroups) = (position, false);
            else hasRowGroups |= type == RowGroupData;
        }
        if (!hasRowGroups) return 0;
        var cut = log.Length - complete;
        log.SetLength(complete);
        log.Flush(flushToDisk: true);
        return cut;
    }

    // The version is the only entry without a frame: an object of fields, ended by 0xFFFF.
    private static long? EndOfVersion(FileStream log)
    {
        Span<byte> start = stackalloc byte[128];
        start = start[..log.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (!start.StartsWith(VersionTwo)) return null;
        var end = start.IndexOf<byte>([0xFF, 0xFF]);
        return end < 0 ? null : end + 2;
    }
}
