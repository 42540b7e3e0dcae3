using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>
/// Writes the commits of several callers as one transaction. Threading: the writer's thread.
/// Failure: <see cref="Write"/> rolls back and throws; table writers are discarded, as the state of their buffers is unknown.
/// </summary>
internal sealed class CommitTransaction(NativeConnection connection) : IDisposable
{
    private readonly Dictionary<string, ITableWriter> _writers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TableBatch>> _batches = new(StringComparer.Ordinal);
    private readonly Dictionary<OffsetKey, long> _offsets = [];
    private OffsetTable? _offsetTable;

    /// <summary>True while the engine's COMMIT runs: a fatal error then leaves the outcome unknown.</summary>
    public bool IsCommitting { get; private set; }

    /// <summary>
    /// Writes the commits whose offsets match; the others get <see cref="CommitItem.Conflict"/> and write nothing.
    /// </summary>
    /// <exception cref="DuckDbException">Everything was rolled back.</exception>
    public void Write(List<CommitItem> group)
    {
        IsCommitting = false;
        connection.Execute("BEGIN TRANSACTION");
        try
        {
            CheckOffsets(group);
            if (group.TrueForAll(item => item.Conflict is not null))
            {
                connection.Execute("ROLLBACK");
                return;
            }
            foreach (var (table, batches) in _batches)
                if (batches.Count > 0) WriterOf(table, batches[0].Schema).Write(batches);
            foreach (var item in group)
                if (item.Conflict is null) Delete(item.Commit.Deleted);
            foreach (var (key, next) in _offsets) _offsetTable!.Move(key, next);
            IsCommitting = true;
            connection.Execute("COMMIT");
            IsCommitting = false;
        }
        catch
        {
            Reset();
            connection.RollBack();
            throw;
        }
        finally
        {
            foreach (var batches in _batches.Values) batches.Clear();
            _offsets.Clear();
        }
    }

    /// <summary>Discards table writers, so that the next transaction creates new ones.</summary>
    public void Reset()
    {
        foreach (var writer in _writers.Values) writer.Dispose();
        _writers.Clear();
        _offsetTable?.Dispose();
        _offsetTable = null;
    }

    public void Dispose() => Reset();

    // Several commits of one partition in a group are chained: the second expects the offset the first moves to.
    private void CheckOffsets(List<CommitItem> group)
    {
        foreach (var item in group)
        {
            item.Conflict = null;
            if (item.Commit.Offset is { } move)
            {
                _offsetTable ??= new OffsetTable(connection);
                var found = _offsets.TryGetValue(move.Key, out var pending) ? pending : _offsetTable.Read(move.Key);
                if (found != move.Expected)
                {
                    item.Conflict = new OffsetConflictException(move, found);
                    continue;
                }
                _offsets[move.Key] = move.Next;
            }
            AddBatches(item.Commit.Batches);
        }
    }

    private void Delete(IReadOnlyList<RowKey> keys)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            using var delete = connection.Prepare(keys[i].DeleteSql(static _ => "?"));
            delete.Bind([.. keys[i].Values]);
            delete.Execute().Dispose();
        }
    }

    private void AddBatches(IReadOnlyList<TableBatch> batches)
    {
        for (var i = 0; i < batches.Count; i++)
        {
            var batch = batches[i];
            if (batch.RowCount == 0) continue;
            if (!_batches.TryGetValue(batch.Schema.Name, out var list)) _batches.Add(batch.Schema.Name, list = []);
            list.Add(batch);
        }
    }

    private ITableWriter WriterOf(string table, TableSchema schema)
    {
        if (_writers.TryGetValue(table, out var writer)) return writer;
        writer = table == StoreTables.Assessment.Name ? new AssessmentTable(connection)
            : schema.IsUpsert ? new UpsertTable(connection, schema, table)
            : new AppendTable(connection, schema);
        _writers.Add(table, writer);
        return writer;
    }
}
