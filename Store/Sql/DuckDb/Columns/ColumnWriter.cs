using DuckDB.NET.Native;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb.Columns;

/// <summary>
/// Copies slices of a column's buffer into a chunk's vector; chosen once per schema, so that the row loop has no type tests.
/// </summary>
internal abstract class ColumnWriter
{
    /// <summary>The vector's type.</summary>
    public abstract DuckDBType Type { get; }

    /// <summary>False only if every value is known to be NULL, so that the column may be omitted.</summary>
    public virtual bool HasValues(ColumnBuffer source) => true;

    /// <summary>Copies values; NULLs clear validity bits.</summary>
    /// <param name="source">Column buffer of this writer's type.</param>
    /// <param name="from">First value.</param>
    /// <param name="count">Values.</param>
    /// <param name="chunk">Chunk being filled.</param>
    /// <param name="vector">Column of the chunk.</param>
    /// <param name="to">Row of the chunk that gets the first value.</param>
    public abstract void Write(ColumnBuffer source, int from, int count, NativeChunk chunk, int vector, int to);

    /// <summary>The writer of a column type.</summary>
    public static ColumnWriter Of(ColumnType type) => type switch
    {
        ColumnType.TinyInt => new PlainColumnWriter<byte>(DuckDBType.UnsignedTinyInt),
        ColumnType.Integer => new PlainColumnWriter<int>(DuckDBType.Integer),
        ColumnType.BigInt => new PlainColumnWriter<long>(DuckDBType.BigInt),
        ColumnType.Real => new NullableColumnWriter<float, RealNull>(DuckDBType.Float),
        ColumnType.DoublePrecision => new NullableColumnWriter<double, DoubleNull>(DuckDBType.Double),
        ColumnType.Timestamp => new NullableColumnWriter<long, TimestampNull>(DuckDBType.Timestamp),
        ColumnType.Text => new TextColumnWriter(),
        ColumnType.Blob => new BlobColumnWriter(),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown column type."),
    };

    /// <summary>Marks rows of a vector as NULL.</summary>
    protected static void SetNull(Span<ulong> mask, int row, int count)
    {
        for (var end = row + count; row < end; row++) mask[row >> 6] &= ~(1ul << (row & 63));
    }
}
