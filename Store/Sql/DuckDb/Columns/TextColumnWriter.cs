using DuckDB.NET.Native;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb.Columns;

/// <summary>
/// Text. A run of the same string object (the asset of a whole block) is encoded once and its 16-byte value repeated:
/// no native call and no allocation per value. Texts over 12 bytes live in the chunk's arena until the appender has copied them.
/// </summary>
internal sealed class TextColumnWriter : ColumnWriter
{
    public override DuckDBType Type => DuckDBType.Varchar;

    public override void Write(ColumnBuffer source, int from, int count, NativeChunk chunk, int vector, int to)
    {
        var texts = ((ColumnBuffer<string?>)source).Values.Slice(from, count);
        var values = chunk.Values<NativeString>(vector).Slice(to, count);
        for (var i = 0; i < texts.Length;)
        {
            var text = texts[i];
            var end = i + 1;
            while (end < texts.Length && ReferenceEquals(texts[end], text)) end++;
            if (text is null) SetNull(chunk.Validity(vector), to + i, end - i);
            else values[i..end].Fill(chunk.Texts.Add(text));
            i = end;
        }
    }
}
