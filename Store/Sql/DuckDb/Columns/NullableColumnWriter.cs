using DuckDB.NET.Native;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb.Columns;

/// <summary>
/// Numbers and times with one value that stands for NULL. A slice without NULLs touches no mask, an all-NULL slice no data.
/// </summary>
internal sealed class NullableColumnWriter<T, TRule>(DuckDBType type) : ColumnWriter
    where T : unmanaged
    where TRule : struct, INullRule<T>
{
    public override DuckDBType Type => type;

    public override bool HasValues(ColumnBuffer source) => !NullMask<T, TRule>.NoneValid(((ColumnBuffer<T>)source).Values);

    public override void Write(ColumnBuffer source, int from, int count, NativeChunk chunk, int vector, int to)
    {
        var values = ((ColumnBuffer<T>)source).Values.Slice(from, count);
        if (NullMask<T, TRule>.AllValid(values))
        {
            values.CopyTo(chunk.Values<T>(vector)[to..]);
            return;
        }
        NullMask<T, TRule>.Clear(values, chunk.Validity(vector), to);
        if (!NullMask<T, TRule>.NoneValid(values)) values.CopyTo(chunk.Values<T>(vector)[to..]);
    }
}
