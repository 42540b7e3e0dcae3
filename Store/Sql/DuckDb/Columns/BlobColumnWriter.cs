using DuckDB.NET.Native;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb.Columns;

/// <summary>Bytes, copied through the chunk's arena.</summary>
internal sealed class BlobColumnWriter : ColumnWriter
{
    public override DuckDBType Type => DuckDBType.Blob;

    public override void Write(ColumnBuffer source, int from, int count, NativeChunk chunk, int vector, int to)
    {
        var blobs = ((ColumnBuffer<byte[]?>)source).Values.Slice(from, count);
        var values = chunk.Values<NativeString>(vector).Slice(to, count);
        for (var i = 0; i < blobs.Length; i++)
        {
            if (blobs[i] is { } bytes) values[i] = chunk.Texts.Add(bytes);
            else SetNull(chunk.Validity(vector), to + i, 1);
        }
    }
}
