namespace Maintenance.Core.Tables;

/// <summary>
/// Rows of one table in columns, filled by a stage and written by a store engine; cleared and reused, so steady state allocates nothing.
/// Stages fill it with typed rows (<see cref="TableBatch{TRow}"/>) or, for readings, whole columns (<see cref="ReadingBatch"/>); engines
/// read the columns of any table. All columns must have the same length before the batch is committed. Threading: one owner at a time.
/// </summary>
public class TableBatch
{
    /// <summary>Creates an empty batch.</summary>
    public TableBatch(TableSchema schema)
    {
        Schema = schema;
        Columns = [.. schema.Columns.Select(c => ColumnBuffer.Create(c.Type))];
    }

    /// <summary>The table.</summary>
    public TableSchema Schema { get; }

    /// <summary>Number of rows: the length of the first column.</summary>
    public int RowCount => Columns[0].Count;

    private protected ColumnBuffer[] Columns { get; }

    /// <summary>A batch of the given rows.</summary>
    public static TableBatch<TRow> Of<TRow>(params ReadOnlySpan<TRow> rows) where TRow : struct, ITableRow<TRow>
    {
        var batch = new TableBatch<TRow>();
        foreach (ref readonly var row in rows) batch.Add(row);
        return batch;
    }

    /// <summary>
    /// A column's buffer, by its index in the schema: a <see cref="ColumnBuffer{T}"/> of the type that <see cref="ColumnType"/> implies.
    /// </summary>
    public ColumnBuffer this[int column] => Columns[column];

    /// <summary>
    /// A column by its index in the schema, for reading all of them: byte, int, long (BigInt and Timestamp), float, double, string
    /// (Text), byte[] (Blob).
    /// </summary>
    public ColumnBuffer<T> Column<T>(int column) => (ColumnBuffer<T>)Columns[column];

    /// <summary>A column by name, looked up in the schema: once per batch, not per row.</summary>
    /// <exception cref="KeyNotFoundException">No such column.</exception>
    public ColumnBuffer<T> Column<T>(string column) => Column<T>(Schema.IndexOf(column));

    /// <summary>Removes all rows and keeps the memory.</summary>
    public void Clear()
    {
        foreach (var column in Columns) column.Clear();
    }

    /// <summary>Checks that all columns have the same length.</summary>
    /// <exception cref="InvalidOperationException">They do not: a bug in the writing stage.</exception>
    public void CheckRectangular()
    {
        for (var i = 1; i < Columns.Length; i++)
            if (Columns[i].Count != RowCount)
                throw new InvalidOperationException(
                    $"Batch for {Schema.Name}: column {Schema.Columns[i].Name} has {Columns[i].Count} rows, expected {RowCount}.");
    }
}
