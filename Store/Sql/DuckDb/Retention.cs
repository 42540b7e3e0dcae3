using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql.DuckDb.Native;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>
/// Deletes old rows in slices of the row id, so that commits can run in between and no transaction grows with the table.
/// Then a checkpoint drops the row groups that became empty; later rows reuse their blocks, so a file with constant retention
/// reaches a constant size. Each slice is a transaction: an interruption leaves less to do next time.
/// </summary>
internal sealed class Retention(Func<Func<NativeConnection, long>, CancellationToken, Task<long>> runOnWriter, ILogger logger)
{
    // Eight row groups: about 100 ms of the writer's time.
    private const long SliceRows = 8 * DuckDbFile.RowGroupRows;

    public async Task<long> DeleteAsync(TableSchema table, RetentionRule rule, CancellationToken cancellationToken)
    {
        var deleted = await DeleteFromAsync(table.Name, rule.Condition, cancellationToken);
        if (table.Name == StoreTables.Assessment.Name)
            await DeleteFromAsync(AssessmentTable.NewestTable, rule.Condition, cancellationToken);
        if (deleted > 0)
        {
            await runOnWriter(static connection => connection.Execute("CHECKPOINT"), cancellationToken);
            DuckDbLogMessages.Deleted(logger, deleted, table.Name, rule.Description);
        }
        return deleted;
    }

    /// <inheritdoc cref="IConditionStore.DeleteAgedAlarmsAsync"/>
    public async Task<long> DeleteAlarmsAsync(
        IConditionStore store, long beforeUnixMicros, TimeSpan age, CancellationToken cancellationToken)
    {
        var deleted = await new AlarmRetention(store, DeleteKeysAsync).RunAsync(beforeUnixMicros, age, cancellationToken);
        if (deleted > 0) await runOnWriter(static connection => connection.Execute("CHECKPOINT"), cancellationToken);
        return deleted;
    }

    private async Task<long> DeleteKeysAsync(string table, string[] key, string doomed, CancellationToken cancellationToken) =>
        await runOnWriter(connection => connection.Execute($"DELETE FROM {table} AS t USING ({doomed}) AS d WHERE "
            + string.Join(" AND ", key.Select(k => $"t.{k} = d.{k}"))), cancellationToken);

    private async Task<long> DeleteFromAsync(string table, string condition, CancellationToken cancellationToken)
    {
        var deleted = 0L;
        var from = await runOnWriter(connection => FirstRow(connection, table, condition), cancellationToken);
        while (from >= 0)
        {
            var (first, last) = (from, from + SliceRows);
            deleted += await runOnWriter(
                connection => connection.Execute($"DELETE FROM {table} AS t WHERE rowid >= {first} AND rowid < {last} AND {condition}"),
                cancellationToken);
            // A checkpoint may have moved rows to lower ids meanwhile, so the search starts over.
            from = await runOnWriter(connection => FirstRow(connection, table, condition), cancellationToken);
        }
        return deleted;
    }

    private static long FirstRow(NativeConnection connection, string table, string condition) =>
        (long)connection.Read($"SELECT coalesce(min(rowid), -1) FROM {table} AS t WHERE {condition}")[0][0]!;
}
