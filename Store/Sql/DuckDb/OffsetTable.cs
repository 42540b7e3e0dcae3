using DuckDB.NET.Native;
using Maintenance.Core.Ports;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>
/// Reads and moves log offsets inside the writer's transaction. Offsets are cached once read, as nobody else writes the file;
/// the statement that moves one compares it again. Discard the table after a rollback. Threading: the writer's thread.
/// </summary>
internal sealed class OffsetTable(NativeConnection connection) : IDisposable
{
    /// <summary>Query for one offset.</summary>
    public const string SelectSql = "SELECT next_offset FROM log_offset WHERE reader = ? AND topic = ? AND log_partition = ?";

    private readonly NativeStatement _select = connection.Prepare(SelectSql);
    private readonly NativeStatement _insert = connection.Prepare("INSERT INTO log_offset (reader, topic, log_partition, next_offset) "
        + "VALUES (?, ?, ?, ?)");

    // Not an upsert: that is planned as a merge and costs three times as much (1.5 instead of 0.5 ms of CPU).
    private readonly NativeStatement _update = connection.Prepare(
        "UPDATE log_offset SET next_offset = ? WHERE reader = ? AND topic = ? AND log_partition = ? AND next_offset = ?");

    private readonly Dictionary<OffsetKey, long?> _known = [];

    public long? Read(OffsetKey key)
    {
        if (_known.TryGetValue(key, out var known)) return known;
        _select.Bind([key.Reader, key.Topic, key.Partition]);
        using var rows = _select.Execute();
        return _known[key] = (long?)rows.Scalar();
    }

    /// <summary>Moves an offset from the value <see cref="Read"/> returned.</summary>
    /// <exception cref="DuckDbException">It has changed since it was read: another writer changed the file.</exception>
    public void Move(OffsetKey key, long next)
    {
        if (_known[key] is { } found)
        {
            _update.Bind([next, key.Reader, key.Topic, key.Partition, found]);
            using var rows = _update.Execute();
            if (rows.Scalar() is not 1L)
                throw new DuckDbException($"Offset {found} of {key} was changed by another writer.", DuckDBErrorType.Transaction);
        }
        else
        {
            _insert.Bind([key.Reader, key.Topic, key.Partition, next]);
            _insert.Execute().Dispose();
        }
        _known[key] = next;
    }

    public void Dispose()
    {
        _select.Dispose();
        _insert.Dispose();
        _update.Dispose();
    }
}
