using Maintenance.Core.Tables;
using Maintenance.Store.Sql.DuckDb.Columns;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>
/// Writes a table whose rows replace those with the same key. If a key occurs several times in one transaction, the last row is written:
/// DuckDB refuses to update a row twice in one statement, and the earlier ones would never be seen.
/// </summary>
internal sealed class UpsertTable : ITableWriter
{
    private const string RowsName = "appended_rows";

    private readonly TableSchema _schema;
    private readonly NativeAppender _appender;
    private readonly TableLoader _loader;

    /// <summary>A writer of a table.</summary>
    /// <param name="connection">The writer's connection.</param>
    /// <param name="schema">Columns and key.</param>
    /// <param name="table">Table written, if not the schema's own.</param>
    /// <param name="onlyWhere">Condition over <c>excluded</c> and the stored row under which a row replaces it; null: always.</param>
    public UpsertTable(NativeConnection connection, TableSchema schema, string table, string? onlyWhere = null)
    {
        _schema = schema;
        var writers = schema.Columns.Select(c => ColumnWriter.Of(c.Type)).ToArray();
        var names = schema.Columns.Select(c => c.Name).ToArray();
        var types = writers.Select(w => w.Type).ToArray();
        _appender = NativeAppender.ToQuery(connection, Sql(schema, table, names, onlyWhere), RowsName, names, types);
        _loader = new TableLoader(writers, [.. Enumerable.Range(0, names.Length)], _appender);
    }

    public void Write(List<TableBatch> batches)
    {
        var last = new Dictionary<RowRef, RowRef>(new RowKeyComparer(_schema));
        foreach (var batch in batches)
            for (var row = 0; row < batch.RowCount; row++)
                last[new RowRef(batch, row)] = new RowRef(batch, row);
        Write(last.Values);
    }

    /// <summary>Writes rows with distinct keys.</summary>
    public void Write(IEnumerable<RowRef> rows)
    {
        foreach (var (batch, row) in rows) _loader.Add(batch, row, 1);
        _loader.Flush();
    }

    public void Dispose()
    {
        _appender.Clear();
        _appender.Dispose();
        _loader.Dispose();
    }

    private static string Sql(TableSchema schema, string table, string[] names, string? onlyWhere)
    {
        var columns = string.Join(", ", names);
        var keys = string.Join(", ", names.Take(schema.KeyColumns));
        var changes = string.Join(", ", names.Skip(schema.KeyColumns).Select(n => $"{n} = excluded.{n}"));
        var where = onlyWhere is null ? "" : $" WHERE {onlyWhere}";
        return $"INSERT INTO {table} ({columns}) SELECT {columns} FROM {RowsName} ON CONFLICT ({keys}) DO UPDATE SET {changes}{where}";
    }
}
