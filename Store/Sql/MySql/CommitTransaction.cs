using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using MySqlConnector;

namespace Maintenance.Store.Sql.MySql;

/// <summary>
/// Writes one commit as one transaction: the offset is compared and moved first, which locks its row, so that a worker that lost its
/// partition fails before it sends rows. Failure: throws; the caller rolls back or discards the session. Threading: one lane.
/// </summary>
internal sealed class CommitTransaction(Session session)
{
    private const string SelectOffset = "SELECT next_offset FROM log_offset WHERE reader = @reader AND topic = @topic AND log_partition = "
        + "@partition";

    private const string MoveOffset = "UPDATE log_offset SET next_offset = @next WHERE reader = @reader AND topic = @topic AND "
        + "log_partition = @partition AND next_offset = @expected";
    private const string FirstOffset = "INSERT INTO log_offset (reader, topic, log_partition, next_offset) VALUES (@reader, @topic, "
        + "@partition, @next)";

    private readonly TableLoad _load = new(session);

    /// <summary>True from sending COMMIT until its response: an error then leaves the outcome unknown.</summary>
    public bool IsCommitting { get; private set; }

    /// <summary>The stored offset; null if there is none.</summary>
    public static async Task<long?> FoundAsync(Session session, OffsetKey key, CancellationToken cancellationToken)
    {
        await using var command = session.Command(SelectOffset);
        AddKey(command, key);
        return (long?)await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <exception cref="OffsetConflictException">The stored offset differs; nothing was written.</exception>
    public async Task WriteAsync(StoreCommit commit, CancellationToken cancellationToken)
    {
        IsCommitting = false;
        await session.ExecuteAsync("START TRANSACTION", cancellationToken);
        if (commit.Offset is { } move) await MoveAsync(move, cancellationToken);
        var hasAssessments = false;
        for (var i = 0; i < commit.Batches.Count; i++)
        {
            var batch = commit.Batches[i];
            if (batch.RowCount == 0) continue;
            hasAssessments |= batch.Schema.Name == StoreTables.Assessment.Name;
            await _load.WriteAsync(batch, cancellationToken);
        }
        if (hasAssessments) await new NewestAssessments(session, _load).WriteAsync(commit.Batches, cancellationToken);
        for (var i = 0; i < commit.Deleted.Count; i++) await DeleteAsync(commit.Deleted[i], cancellationToken);
        IsCommitting = true;
        await session.ExecuteAsync("COMMIT", cancellationToken);
        IsCommitting = false;
    }

    private async Task DeleteAsync(RowKey key, CancellationToken cancellationToken)
    {
        await using var command = session.Command(key.DeleteSql(static i => $"@key{i}"));
        for (var i = 0; i < key.Values.Count; i++) command.Parameters.AddWithValue($"@key{i}", key.Values[i]);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task MoveAsync(OffsetMove move, CancellationToken cancellationToken)
    {
        await using var command = session.Command(move.Expected is null ? FirstOffset : MoveOffset);
        AddKey(command, move.Key);
        command.Parameters.AddWithValue("@next", move.Next);
        if (move.Expected is { } expected) command.Parameters.AddWithValue("@expected", expected);
        try
        {
            // Rows found, not rows changed: an offset moved to its current value counts too.
            if (await command.ExecuteNonQueryAsync(cancellationToken) == 1) return;
        }
        catch (MySqlException error) when (WireErrors.IsDuplicateKey(error))
        {
            // The row exists already.
        }
        throw new OffsetConflictException(move, await FoundAsync(session, move.Key, cancellationToken));
    }

    private static void AddKey(MySqlCommand command, OffsetKey key)
    {
        command.Parameters.AddWithValue("@reader", key.Reader);
        command.Parameters.AddWithValue("@topic", key.Topic);
        command.Parameters.AddWithValue("@partition", key.Partition);
    }
}
