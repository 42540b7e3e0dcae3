using Maintenance.Core.Ports;
using Maintenance.Store.DuckDb.Native;

namespace Maintenance.Store.DuckDb;

/// <summary>Reads and moves log offsets inside the writer's transaction.</summary>
internal sealed class OffsetTable(NativeConnection connection) : IDisposable
{
    /// <summary>Query of one offset.</summary>
    public const string SelectSql = "SELECT next_offset FROM log_offset WHERE reader = ? AND topic = ? AND log_partition = ?";

    private readonly NativeStatement _select = connection.Prepare(SelectSql);
    private readonly NativeStatement _move = connection.Prepare(
        "INSERT INTO log_offset (reader, topic, log_partition, next_offset) VALUES (?, ?, ?, ?) "
        + "ON CONFLICT (reader, topic, log_partition) DO UPDATE SET next_offset = excluded.next_offset");

    public long? Read(OffsetKey key)
    {
        _select.Bind([key.Reader, key.Topic, key.Partition]);
        using var rows = _select.Execute();
        return (long?)rows.Scalar();
    }

    public void Move(OffsetKey key, long next)
    {
        _move.Bind([key.Reader, key.Topic, key.Partition, next]);
        _move.Execute().Dispose();
    }

    public void Dispose()
    {
        _select.Dispose();
        _move.Dispose();
    }
}
