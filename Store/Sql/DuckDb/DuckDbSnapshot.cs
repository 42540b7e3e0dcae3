using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql.DuckDb.Native;
using Maintenance.Store.Sql.Snapshots;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>
/// A read-only transaction: DuckDB keeps the row versions it sees. Threading: one user; each copy runs on its own thread.
/// </summary>
internal sealed class DuckDbSnapshot : IStoreSnapshot
{
    private readonly NativeConnection _connection;

    private DuckDbSnapshot(NativeConnection connection, IReadOnlyList<(OffsetKey Key, long Next)> offsets) => (_connection, Offsets) =
        (connection, offsets);

    public IReadOnlyList<(OffsetKey Key, long Next)> Offsets { get; }

    public static DuckDbSnapshot Open(NativeDatabase database)
    {
        var connection = database.Connect();
        try
        {
            connection.Execute("BEGIN TRANSACTION");
            var offsets = connection.Read("SELECT reader, topic, log_partition, next_offset FROM log_offset ORDER BY ALL");
            return new DuckDbSnapshot(connection,
                [.. offsets.Select(r => (new OffsetKey((string)r[0]!, (string)r[1]!, (int)(long)r[2]!), (long)r[3]!))]);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public Task CopyAsync(TableSchema table, string condition, object?[] parameters, IRowSink sink, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(
            () =>
            {
                var where = condition.Length == 0 ? "" : $" WHERE {condition}";
                using var select = _connection.Prepare($"SELECT {string.Join(", ", table.Columns.Select(c => c.Name))} "
                    + $"FROM {table.Name}{where}");
                select.Bind(parameters);
                using var rows = select.ExecuteStreaming();
                var batch = new TableBatch(table);
                while (rows.Fetch(batch) > 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    sink.Add(batch);
                    batch.Clear();
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public ValueTask DisposeAsync()
    {
        _connection.Dispose(); // ends the transaction
        return ValueTask.CompletedTask;
    }
}
