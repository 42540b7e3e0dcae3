namespace Maintenance.Core.Tables;

/// <summary>A table that every engine holds under the same name with the same columns.</summary>
/// <param name="Name">SQL name.</param>
/// <param name="Columns">Columns in order.</param>
/// <param name="KeyColumns">
/// 0 for append-only tables. Otherwise the first <c>KeyColumns</c> columns are the primary key, and a row replaces the one with the same
/// key (upsert).
/// </param>
public sealed record TableSchema(string Name, IReadOnlyList<TableColumn> Columns, int KeyColumns = 0)
{
    /// <summary>True when a row replaces the one with the same key.</summary>
    public bool IsUpsert => KeyColumns > 0;

    /// <summary>All columns as a SELECT list: those that <c>QueryResult.Read</c> of the table's row expects.</summary>
    public string ColumnList => string.Join(", ", Columns.Select(c => c.Name));

    /// <summary>The schema described by a row's map.</summary>
    /// <param name="name">SQL name.</param>
    /// <param name="key">Columns of the primary key, which come first; none for an append-only table.</param>
    /// <exception cref="ArgumentException">A column is named twice, or the key columns are not the first.</exception>
    public static TableSchema Of<TRow>(string name, params string[] key) where TRow : struct, ITableRow<TRow>
    {
        var columns = new List<TableColumn>();
        var map = new SchemaMap(columns);
        TRow.Map(ref map, default);
        string[] names = [.. columns.Select(c => c.Name)];
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length)
            throw new ArgumentException($"Table {name} names a column twice: {string.Join(", ", names)}.", nameof(name));
        if (!names.Take(key.Length).SequenceEqual(key, StringComparer.Ordinal))
            throw new ArgumentException($"The key of table {name} is {string.Join(", ", key)}; its columns are {string.Join(", ", names)}.",
                nameof(key));
        return new TableSchema(name, columns, key.Length);
    }

    /// <summary>Index of a column.</summary>
    /// <exception cref="KeyNotFoundException">No such column.</exception>
    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
            if (string.Equals(Columns[i].Name, column, StringComparison.Ordinal)) return i;
        throw new KeyNotFoundException($"Table {Name} has no column {column}.");
    }
}
