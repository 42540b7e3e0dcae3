using Maintenance.Core.Tables;

namespace Maintenance.Core.Ports;

/// <summary>
/// Rows of a query. The product reads them by column name: <c>foreach (var row in result.Read()) row.Text("asset")</c>,
/// <c>result.Read(AssessmentItem.Of)</c>, or whole rows of a table, <c>result.Read&lt;AuditRow&gt;()</c>. Only code that passes values on
/// without knowing them (the console, REST, exports) uses
/// <paramref name="Rows"/>.
/// </summary>
/// <param name="Columns">Column names in order.</param>
/// <param name="Rows">Values as <see cref="SqlValueKind"/> describes them; null for NULL.</param>
/// <param name="Truncated">True when there were more rows than the limit.</param>
public sealed record QueryResult(IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows, bool Truncated)
{
    /// <summary>Kind of each column's values; empty if nobody needs it.</summary>
    public IReadOnlyList<SqlValueKind> Kinds { get; init; } = [];

    /// <summary>The first row; null when there is none. An aggregate without GROUP BY always returns one.</summary>
    public QueryRow? First => Rows.Count == 0 ? null : new QueryRow(Places(), Rows[0]);

    /// <summary>The single value of a query that returns one, such as <c>count(*)</c>.</summary>
    /// <exception cref="InvalidOperationException">The query returned more than one value, or none.</exception>
    public object? Scalar => Rows.Count == 1 && Columns.Count == 1
        ? Rows[0][0]
        : throw new InvalidOperationException($"One value was expected; the query gives {Rows.Count} rows "
            + $"of {string.Join(", ", Columns)}.");

    /// <summary>All rows, to be read by column name.</summary>
    public IReadOnlyList<QueryRow> Read() => Read(static row => row);

    /// <summary>All rows, each converted.</summary>
    public IReadOnlyList<T> Read<T>(Func<QueryRow, T> read)
    {
        var places = Places();
        var items = new T[Rows.Count];
        for (var i = 0; i < items.Length; i++) items[i] = read(new QueryRow(places, Rows[i]));
        return items;
    }

    /// <summary>
    /// All rows as rows of a table, whose columns the query selects, in any order (<see cref="TableSchema.ColumnList"/> names them).
    /// </summary>
    /// <exception cref="InvalidOperationException">The query lacks a column of the table, or a value is of another type.</exception>
    public IReadOnlyList<TRow> Read<TRow>() where TRow : struct, ITableRow<TRow> => Read(static row =>
    {
        var map = new QueryRowMap(row);
        return TRow.Map(ref map, default);
    });

    private Dictionary<string, int> Places()
    {
        var places = new Dictionary<string, int>(Columns.Count, StringComparer.Ordinal);
        for (var i = 0; i < Columns.Count; i++) places.TryAdd(Columns[i], i);
        return places;
    }
}
