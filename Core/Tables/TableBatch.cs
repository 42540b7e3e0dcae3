namespace Maintenance.Core.Tables;

/// <summary>
/// Rows of one table in columns, filled by a stage and written by a store engine; cleared and reused, so steady state allocates nothing.
/// Every column must be brought to the same length before the batch is committed. Threading: owned by whoever holds it.
/// </summary>
public sealed class TableBatch
{
    private readonly ColumnBuffer[] _columns;

    /// <summary>Creates an empty batch.</summary>
    public TableBatch(TableSchema schema)
    {
        Schema = schema;
        _columns = [.. schema.Columns.Select(c => ColumnBuffer.Create(c.Type))];
    }

    /// <summary>The table.</summary>
    public TableSchema Schema { get; }

    /// <summary>Rows: the length of the first column.</summary>
    public int RowCount => _columns[0].Count;

    /// <summary>A column's buffer; cast it to <see cref="ColumnBuffer{T}"/> of the type that <see cref="ColumnType"/> implies.</summary>
    public ColumnBuffer this[int column] => _columns[column];

    /// <summary>Typed access: byte, int, long (BigInt and Timestamp), float, double, string (Text), byte[] (Blob).</summary>
    public ColumnBuffer<T> Column<T>(int column) => (ColumnBuffer<T>)_columns[column];

    /// <summary>Forgets all rows and keeps the memory.</summary>
    public void Clear()
    {
        foreach (var column in _columns) column.Clear();
    }

    /// <summary>Checks that all columns have the same length.</summary>
    /// <exception cref="InvalidOperationException">They do not: a bug in the writing stage.</exception>
    public void CheckRectangular()
    {
        for (var i = 1; i < _columns.Length; i++)
            if (_columns[i].Count != RowCount)
                throw new InvalidOperationException($"Batch for {Schema.Name}: column {Schema.Columns[i].Name} has {_columns[i].Count} rows, expected {RowCount}.");
    }
}
