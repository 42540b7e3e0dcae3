using Maintenance.Core.Time;
using Maintenance.Store.Sql.DuckDb.Native;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>Replaces old dead letters by counts, in one transaction of the writer.</summary>
internal sealed class DeadLetterRetention(Func<Func<NativeConnection, long>, CancellationToken, Task<long>> runOnWriter, ILogger logger)
{
    public async Task<long> CondenseAsync(long beforeUnixMicros, int maxRows, long maxBytes, CancellationToken cancellationToken)
    {
        var deleted = await runOnWriter(
            connection => connection.Transact(() => Condense(connection, beforeUnixMicros, maxRows, maxBytes)), cancellationToken);
        if (deleted == 0) return 0;
        await runOnWriter(static connection => connection.Execute("CHECKPOINT"), cancellationToken);
        DuckDbLogMessages.Deleted(logger, deleted, DeadLetterCounts.Table, "and counted");
        return deleted;
    }

    private static long Condense(NativeConnection connection, long beforeUnixMicros, int maxRows, long maxBytes)
    {
        var beyond = connection.Read(DeadLetterCounts.NewestBeyond(maxRows, maxBytes))[0][0];
        var cutoff = DeadLetterCounts.Cutoff(beforeUnixMicros, (DateTime?)beyond);
        var micros = UnixMicros.Of(cutoff);
        var old = $"log_partition >= 0 AND received < make_timestamp({micros})";
        if ((long)connection.Read($"SELECT count(*) FROM dead_letter WHERE {old}")[0][0]! is var deleted && deleted == 0) return 0;
        var assets = connection.Read("SELECT asset FROM asset").Select(r => (string)r[0]!).ToHashSet(StringComparer.Ordinal);
        var counts = new DeadLetterCounts(assets);
        var gone = $"({old}) OR ({DeadLetterCounts.Counting})";
        foreach (var row in connection.Read("SELECT max(received), asset, reason, sum(readings)::BIGINT, sum(payload_bytes)::BIGINT "
            + $"FROM dead_letter WHERE {gone} GROUP BY asset, reason"))
            counts.Add((DateTime)row[0]!, (string?)row[1], (string?)row[2], (long)row[3]!, (long)row[4]!);
        connection.Execute($"DELETE FROM dead_letter WHERE {gone}");
        using var insert = connection.Prepare(DeadLetterCounts.Insert + "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        foreach (var row in counts.Rows())
        {
            insert.Bind(row);
            using var done = insert.Execute();
        }
        return deleted;
    }
}
