using Microsoft.Extensions.Logging;
using MySqlConnector;
using Polly;

namespace Maintenance.Store.Sql.MySql;

/// <summary>
/// Replaces old dead letters by counts, in slices, each deleting rows and writing their counts in one transaction: an interruption loses no
/// count and leaves less to do. DELETE … RETURNING gives exactly the deleted rows, whatever others commit meanwhile.
/// </summary>
internal sealed class DeadLetterRetention(SessionFactory factory, TimeProvider clock, ILogger logger)
{
    private const int SliceRows = 20_000;
    private const int MaxRepetitions = 4;

    private readonly ResiliencePipeline<long> _slices =
        Backoff.While<long>(slice => slice.Exception is { } error && WireErrors.IsRolledBack(error), MaxRepetitions, clock);

    public async Task<long> CondenseAsync(long beforeUnixMicros, int maxRows, long maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            await using var session = await factory.OpenAsync(isCausal: true, cancellationToken);
            await using var newest = session.Command(DeadLetterCounts.NewestBeyond(maxRows, maxBytes));
            var cutoff = DeadLetterCounts.Cutoff(beforeUnixMicros, await newest.ExecuteScalarAsync(cancellationToken) as DateTime?);
            var assets = await AssetsAsync(session, cancellationToken);
            var deleted = 0L;
            for (var slice = (long)SliceRows; slice == SliceRows; deleted += slice)
                slice = await MoveAsync(session, assets, $"log_partition >= 0 AND received < @before ORDER BY received LIMIT {SliceRows}",
                    cutoff,
                    cancellationToken);
            if (deleted == 0) return 0;
            // The slices' counts become one row each.
            await MoveAsync(session, assets, DeadLetterCounts.Counting, cutoff, cancellationToken);
            MySqlLogMessages.Deleted(logger, deleted, DeadLetterCounts.Table);
            return deleted;
        }
        catch (Exception error) when (WireErrors.IsWire(error))
        {
            throw WireErrors.OfQuery(error);
        }
    }

    private async Task<long> MoveAsync(Session session, HashSet<string> assets, string which, DateTime cutoff,
        CancellationToken cancellationToken) =>
        await _slices.ExecuteAsync(async stop =>
        {
            // What a deadlock rolled back is not there any more.
            await using var transaction = await session.Connection.BeginTransactionAsync(stop);
            var counts = new DeadLetterCounts(assets);
            var deleted = await DeleteAsync(session, transaction, which, cutoff, counts, stop);
            foreach (var row in counts.Rows()) await InsertAsync(session, transaction, row, stop);
            await transaction.CommitAsync(stop);
            return deleted;
        }, cancellationToken);

    private static async Task<long> DeleteAsync(Session session, MySqlTransaction transaction, string which, DateTime cutoff,
        DeadLetterCounts counts, CancellationToken cancellationToken)
    {
        await using var delete = session.Command($"DELETE FROM dead_letter WHERE {which} RETURNING {DeadLetterCounts.Columns}");
        delete.Transaction = transaction;
        delete.Parameters.AddWithValue("@before", cutoff);
        await using var rows = await delete.ExecuteReaderAsync(cancellationToken);
        var deleted = 0L;
        for (; await rows.ReadAsync(cancellationToken); deleted++)
            counts.Add(rows.GetDateTime(0), rows.IsDBNull(1) ? null : rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2),
                rows.GetInt64(3), rows.GetInt64(4));
        return deleted;
    }

    private static async Task InsertAsync(Session session, MySqlTransaction transaction, object?[] row,
        CancellationToken cancellationToken)
    {
        await using var insert = session.Command(DeadLetterCounts.Insert
            + $"({string.Join(", ", row.Select((_, i) => $"@v{i}"))})");
        insert.Transaction = transaction;
        for (var i = 0; i < row.Length; i++) insert.Parameters.AddWithValue($"@v{i}", row[i]);
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<HashSet<string>> AssetsAsync(Session session, CancellationToken cancellationToken)
    {
        var assets = new HashSet<string>(StringComparer.Ordinal);
        await using var select = session.Command("SELECT asset FROM asset");
        await using var rows = await select.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) assets.Add(rows.GetString(0));
        return assets;
    }
}
