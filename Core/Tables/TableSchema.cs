namespace Maintenance.Core.Tables;

/// <summary>A table both engines hold under the same name with the same columns.</summary>
/// <param name="Name">SQL name.</param>
/// <param name="Columns">Columns in order.</param>
/// <param name="KeyColumns">
/// Empty for append-only tables. Otherwise the first <c>KeyColumns</c> columns are the primary key, and a row whose key exists replaces it (upsert).
/// </param>
public sealed record TableSchema(string Name, IReadOnlyList<TableColumn> Columns, int KeyColumns = 0)
{
    /// <summary>True when rows replace those of the same key.</summary>
    public bool IsUpsert => KeyColumns > 0;

    /// <summary>Index of a column.</summary>
    /// <exception cref="KeyNotFoundException">No such column.</exception>
    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
            if (string.Equals(Columns[i].Name, column, StringComparison.Ordinal)) return i;
        throw new KeyNotFoundException($"Table {Name} has no column {column}.");
    }
}
