using DuckDB.NET.Native;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb.Columns;

/// <summary>Values that are never NULL.</summary>
internal sealed class PlainColumnWriter<T>(DuckDBType type) : ColumnWriter
    where T : unmanaged
{
    public override DuckDBType Type => type;

    public override void Write(ColumnBuffer source, int from, int count, NativeChunk chunk, int vector, int to) =>
        ((ColumnBuffer<T>)source).Values.Slice(from, count).CopyTo(chunk.Values<T>(vector)[to..]);
}
