using System.Runtime.InteropServices;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using MySqlConnector;

namespace Maintenance.Store.Sql.MySql;

/// <summary>
/// Loads rows into a table by LOAD DATA LOCAL from memory, the fastest bulk load. Rows of keyed tables replace those with the same key,
/// the last wins. LOCAL turns the server's errors for single values into warnings: any warning fails the load, as an altered value must not
/// be stored.
/// Threading: one user, inside its transaction.
/// </summary>
internal sealed class TableLoad(Session session)
{
    private readonly LoadText _text = new();

    /// <summary>Loads all rows of a batch.</summary>
    public async Task WriteAsync(TableBatch batch, CancellationToken cancellationToken)
    {
        var columns = Present(batch);
        _text.Clear();
        for (var row = 0; row < batch.RowCount; row++) _text.Add(batch, row, columns);
        await LoadAsync(batch.Schema, batch.Schema.Name, columns, cancellationToken);
    }

    /// <summary>Loads some rows, replacing those of the same key, into a table with the columns of a schema.</summary>
    public async Task ReplaceAsync(TableSchema schema, string table, IReadOnlyCollection<RowRef> rows, CancellationToken cancellationToken)
    {
        int[] columns = [.. Enumerable.Range(0, schema.Columns.Count)];
        _text.Clear();
        foreach (var (batch, row) in rows) _text.Add(batch, row, columns);
        await LoadAsync(schema, table, columns, cancellationToken);
    }

    // Channels absent from the whole batch are omitted: they default to NULL and cost neither text nor parsing.
    public static int[] Present(TableBatch batch)
    {
        var present = new List<int>();
        for (var c = 0; c < batch.Schema.Columns.Count; c++)
            if (batch.Schema.Columns[c].Type != ColumnType.Real || batch.Column<float>(c).Values.ContainsAnyExcept(float.NaN))
                present.Add(c);
        return [.. present];
    }

    /// <summary>The driver's bulk loader over the text form, from memory.</summary>
    public static MySqlBulkLoader Loader(Session session, Stream text, TableSchema schema, string table, int[] columns, bool replaces)
    {
        var loader = new MySqlBulkLoader(session.Connection)
        {
            Local = true,
            SourceStream = text,
            Timeout = session.CommandTimeoutSeconds,
            TableName = table,
            CharacterSet = "utf8mb4",
            FieldTerminator = "\t",
            LineTerminator = "\n",
            EscapeCharacter = '\\',
            ConflictOption = replaces ? MySqlBulkLoaderConflictOption.Replace : MySqlBulkLoaderConflictOption.None,
        };
        foreach (var c in columns)
        {
            var (name, isBlob) = (schema.Columns[c].Name, schema.Columns[c].Type == ColumnType.Blob);
            loader.Columns.Add(isBlob ? $"@{name}" : name);
            if (isBlob) loader.Expressions.Add($"{name} = unhex(@{name})");
        }
        return loader;
    }

    private async Task LoadAsync(TableSchema schema, string table, int[] columns, CancellationToken cancellationToken)
    {
        MemoryMarshal.TryGetArray(_text.Written, out var bytes);
        using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        await Loader(session, stream, schema, table, columns, replaces: schema.IsUpsert || table != schema.Name)
            .LoadAsync(cancellationToken);
        await ThrowOnWarningAsync(table, cancellationToken);
    }

    private async Task ThrowOnWarningAsync(string table, CancellationToken cancellationToken)
    {
        await using var command = session.Command("SHOW WARNINGS LIMIT 1");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (await reader.ReadAsync(cancellationToken))
            throw new StoreException($"Nothing was written: the server would have altered a row of {table}: {reader.GetString(2)}.");
    }
}
