namespace Maintenance.Core.Tables;

/// <summary>
/// Rows of one table in columns, filled by a stage and written by a store engine; cleared and reused, so steady state allocates nothing.
/// Stages fill it by typed rows (<see cref="TableBatch{TRow}"/>) or, readings, by whole columns (<see cref="ReadingBatch"/>); engines walk
/// the columns of any table.
/// Every column must be brought to the same length before the batch is committed. Threading: owned by whoever holds it.
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

    /// <summary>Rows: the length of the first column.</summary>
    public int RowCount => Columns[0].Count;

    private protected ColumnBuffer[] Columns { get; }

    /// <summary>A batch of some rows.</summary>
    public static TableBatch<TRow> Of<TRow>(params ReadOnlySpan<TRow> rows) where TRow : struct, ITableRow<TRow>
    {
        var batch = new TableBatch<TRow>();
        foreach (ref readonly var row in rows) batch.Add(row);
        return batch;
    }

    /// <summary>
    /// A column's buffer, by its place in the schema: a <see cref="ColumnBuffer{T}"/> of the type that <see cref="ColumnType"/> implies.
    /// </summary>
    public ColumnBuffer this[int column] => Columns[column];

    /// <summary>
    /// A column by its place in the schema, for those who walk all of them: byte, int, long (BigInt and Timestamp), float, double, string
    /// (Text), byte[] (Blob).
    /// </summary>
    public ColumnBuffer<T> Column<T>(int column) => (ColumnBuffer<T>)Columns[column];

    /// <summary>A column by its name, looked for in the schema: once for each batch, not for each row.</summary>
    /// <exception cref="KeyNotFoundException">No such column.</exception>
    public ColumnBuffer<T> Column<T>(string column) => Column<T>(Schema.IndexOf(column));

    /// <summary>Forgets all rows and keeps the memory.</summary>
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
