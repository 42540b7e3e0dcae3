using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Store.Sql.Snapshots;
using MySqlConnector;

namespace Maintenance.Store.Sql.MySql;

/// <summary>
/// A consistent snapshot, on its own session that has waited for everything the cluster has committed. Threading: one user.
/// </summary>
internal sealed class MySqlWireSnapshot : IStoreSnapshot
{
    private const int RowsPerBatch = 16_384;

    private readonly Session _session;

    private MySqlWireSnapshot(Session session, IReadOnlyList<(OffsetKey Key, long Next)> offsets) => (_session, Offsets) =
        (session, offsets);

    public IReadOnlyList<(OffsetKey Key, long Next)> Offsets { get; }

    public static async Task<MySqlWireSnapshot> OpenAsync(SessionFactory factory, CancellationToken cancellationToken)
    {
        var session = await factory.OpenAsync(isCausal: true, cancellationToken);
        try
        {
            await session.ExecuteAsync("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ", cancellationToken);
            await session.ExecuteAsync("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY", cancellationToken);
            var offsets = new List<(OffsetKey, long)>();
            await using var select = session.Command("SELECT reader, topic, log_partition, next_offset FROM log_offset ORDER BY reader, "
                + "topic, log_partition");
            await using var rows = await select.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
                offsets.Add((new OffsetKey(rows.GetString(0), rows.GetString(1), rows.GetInt32(2)), rows.GetInt64(3)));
            return new MySqlWireSnapshot(session, offsets);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public async Task CopyAsync(TableSchema table, string condition, object?[] parameters, IRowSink sink,
        CancellationToken cancellationToken)
    {
        var where = condition.Length == 0 ? "" : $" WHERE {condition}";
        var text = new SqlText($"SELECT {string.Join(", ", table.Columns.Select(c => c.Name))} FROM {table.Name}{where}");
        await using var command = _session.Command(text.Named);
        command.CommandTimeout = 0; // no limit: rows keep arriving
        for (var i = 0; i < parameters.Length; i++)
            command.Parameters.AddWithValue($"{SqlText.ParameterPrefix}{i}", parameters[i] ?? DBNull.Value);
        await _session.PrepareAsync(command, cancellationToken);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var batch = new TableBatch(table);
        while (await rows.ReadAsync(cancellationToken))
        {
            for (var c = 0; c < table.Columns.Count; c++) Add(batch, c, rows);
            if (batch.RowCount < RowsPerBatch) continue;
            sink.Add(batch);
            batch.Clear();
        }
        sink.Add(batch);
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private static void Add(TableBatch batch, int column, MySqlDataReader row)
    {
        var isNull = row.IsDBNull(column);
        switch (batch.Schema.Columns[column].Type)
        {
            case ColumnType.TinyInt: batch.Column<byte>(column).Add(isNull ? (byte)0 : row.GetByte(column)); break;
            case ColumnType.Integer: batch.Column<int>(column).Add(isNull ? 0 : row.GetInt32(column)); break;
            case ColumnType.BigInt: batch.Column<long>(column).Add(isNull ? 0 : row.GetInt64(column)); break;
            case ColumnType.Timestamp:
                batch.Column<long>(column).Add(isNull
                ? UnixMicros.None : UnixMicros.Of(row.GetDateTime(column))); break;
            case ColumnType.Real: batch.Column<float>(column).Add(isNull ? float.NaN : row.GetFloat(column)); break;
            case ColumnType.DoublePrecision: batch.Column<double>(column).Add(isNull ? double.NaN : row.GetDouble(column)); break;
            case ColumnType.Text: batch.Column<string?>(column).Add(isNull ? null : row.GetString(column)); break;
            default: batch.Column<byte[]?>(column).Add(isNull ? null : (byte[])row.GetValue(column)); break;
        }
    }
}
