using Maintenance.Core.Tables;

namespace Maintenance.Core.Ports;

/// <summary>A row of a table whose rows are upserted, by its key.</summary>
/// <param name="Table">The table.</param>
/// <param name="Values">Values of its key columns, in order: text or whole numbers.</param>
public sealed record RowKey(TableSchema Table, params IReadOnlyList<object> Values)
{
    /// <summary>Statement that deletes the row; each key value is a parameter, made by <paramref name="parameter"/> from its
    /// position.</summary>
    /// <exception cref="ArgumentException">The table has no key, or another number of key columns.</exception>
    public string DeleteSql(Func<int, string> parameter)
    {
        if (!Table.IsUpsert || Values.Count != Table.KeyColumns)
            throw new ArgumentException($"{Table.Name} has {Table.KeyColumns} key columns; {Values.Count} values are given.");
        return $"DELETE FROM {Table.Name} WHERE "
            + string.Join(" AND ", Values.Select((_, i) => $"{Table.Columns[i].Name} = {parameter(i)}"));
    }
}
