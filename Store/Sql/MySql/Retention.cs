using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Microsoft.Extensions.Logging;
using Polly;

namespace Maintenance.Store.Sql.MySql;

/// <summary>
/// Deletes old rows in slices, oldest first by the index of the time column, each in its own transaction, so that no lock and no
/// replicated write set grows with the table: an interruption leaves less to do next time.
/// </summary>
internal sealed class Retention(SessionFactory factory, TimeProvider clock, ILogger logger)
{
    private const int SliceRows = 20_000;
    private const int MaxRepetitions = 4;

    private readonly ResiliencePipeline<int> _slices =
        Backoff.While<int>(slice => slice.Exception is { } error && WireErrors.IsRolledBack(error), MaxRepetitions, clock);

    public async Task<long> DeleteOlderAsync(TableSchema table, string timeColumn, long beforeUnixMicros,
        CancellationToken cancellationToken)
    {
        var before = UnixMicros.ToUtc(beforeUnixMicros);
        return await RunAsync(table, (session, name) => DeleteAsync(session, $"DELETE FROM {name} WHERE {timeColumn} < @before ORDER "
            + $"BY {timeColumn} LIMIT {SliceRows}", null, before, cancellationToken), cancellationToken);
    }

    public async Task<long> DeleteAgedAsync(TableSchema table, TimeSpan age, CancellationToken cancellationToken) =>
        await RunAsync(table, async (session, name) =>
        {
            var deleted = 0L;
            foreach (var (asset, last) in await NewestEventsAsync(session, cancellationToken))
                deleted += await DeleteAsync(session, $"DELETE FROM {name} WHERE asset = @asset AND event_time < @before ORDER BY "
                    + $"event_time LIMIT {SliceRows}", asset, last - age, cancellationToken);
            return deleted;
        }, cancellationToken);

    /// <inheritdoc cref="IConditionStore.DeleteAgedAlarmsAsync"/>
    public Task<long> DeleteAlarmsAsync(
        IConditionStore store, long beforeUnixMicros, TimeSpan age, CancellationToken cancellationToken) =>
        new AlarmRetention(store, DeleteKeysAsync).RunAsync(beforeUnixMicros, age, cancellationToken);

    private async Task<long> DeleteKeysAsync(string table, string[] key, string doomed, CancellationToken cancellationToken)
    {
        try
        {
            await using var session = await OpenAsync(cancellationToken);
            await using var command = session.Command($"DELETE t FROM {table} AS t JOIN ({doomed}) AS d ON "
                + string.Join(" AND ", key.Select(k => $"t.{k} = d.{k}")));
            return await _slices.ExecuteAsync(async stop => await command.ExecuteNonQueryAsync(stop), cancellationToken);
        }
        catch (Exception error) when (WireErrors.IsWire(error))
        {
            throw WireErrors.OfQuery(error);
        }
    }

    private async Task<Session> OpenAsync(CancellationToken cancellationToken)
    {
        var session = await factory.OpenAsync(isCausal: true, cancellationToken);
        await session.ExecuteAsync("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED", cancellationToken);
        return session;
    }

    private async Task<long> RunAsync(TableSchema table, Func<Session, string, Task<long>> delete, CancellationToken cancellationToken)
    {
        try
        {
            await using var session = await OpenAsync(cancellationToken);
            var deleted = await delete(session, table.Name);
            if (table.Name == StoreTables.Assessment.Name) await delete(session, NewestAssessments.Table);
            if (deleted > 0) MySqlLogMessages.Deleted(logger, deleted, table.Name);
            return deleted;
        }
        catch (Exception error) when (WireErrors.IsWire(error))
        {
            throw WireErrors.OfQuery(error);
        }
    }

    private static async Task<List<(string Asset, DateTime Last)>> NewestEventsAsync(Session session, CancellationToken cancellationToken)
    {
        var assets = new List<(string, DateTime)>();
        // A time after its reception is that of a clock that runs ahead, and must not age the rows of others.
        await using var command = session.Command("SELECT asset, max(least(last_event_time, coalesce(last_received, last_event_time))) "
            + "FROM stream_account WHERE last_event_time IS NOT NULL GROUP BY asset");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) assets.Add((reader.GetString(0), reader.GetDateTime(1)));
        return assets;
    }

    private async Task<long> DeleteAsync(Session session, string sql, string? asset, DateTime before, CancellationToken cancellationToken)
    {
        await using var command = session.Command(sql);
        command.Parameters.AddWithValue("@asset", asset);
        command.Parameters.AddWithValue("@before", before);
        var deleted = 0L;
        while (true)
        {
            // A slice rolled back in favour of a commit deleted nothing.
            var slice = await _slices.ExecuteAsync(async stop => await command.ExecuteNonQueryAsync(stop), cancellationToken);
            deleted += slice;
            if (slice < SliceRows) return deleted;
        }
    }
}
