using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql.DuckDb.Native;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>
/// Merges the small row groups that checkpoints leave, a slice of one row group per transaction, so that commits can run in between. The
/// engine would do it inside a checkpoint, for which every commit waits (decision 0062). A slice moves its rows to the end of the table;
/// the row groups that it empties are dropped by the next checkpoint. Any interruption leaves less to do next time.
/// </summary>
internal sealed class Compaction(
    IConditionStore store, Func<Func<NativeConnection, long>, CancellationToken, Task<long>> runOnWriter, ILogger logger)
{
    // Merging two that hold more than half would give two again.
    private const long SmallRows = DuckDbFile.RowGroupRows / 2;

    // A table that grows slowly takes long to fill a row group; until then it has at most so many small ones.
    private const int MostSmall = 64;

    // A table with a key has an index, and appends to its last row group. Waveforms and dead letters are kept for hours or days, and half a
    // gigabyte of them may make one row group.
    private static readonly TableSchema[] Tables =
        [.. StoreTables.All.Where(table => !table.IsUpsert && table.Columns.All(column => column.Type != ColumnType.Blob))];

    /// <summary>Merges what is worth it.</summary>
    /// <returns>Rows moved.</returns>
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        var total = 0L;
        foreach (var table in Tables)
        {
            var slices = Plan(await RowGroupsAsync(table.Name, cancellationToken));
            // From the end: a checkpoint in between drops what a slice emptied, and so moves rows behind it to lower ids.
            for (var i = slices.Count - 1; i >= 0; i--)
            {
                var (from, to) = slices[i];
                var moved = await runOnWriter(connection => Move(connection, table.Name, from, to), cancellationToken);
                DuckDbLogMessages.Merged(logger, moved, table.Name);
                total += moved;
            }
        }
        if (total > 0) await runOnWriter(static connection => connection.Execute("CHECKPOINT"), cancellationToken);
        return total;
    }

    // In the order of their rows; those that no checkpoint has written yet are left out.
    private async Task<IReadOnlyList<long>> RowGroupsAsync(string table, CancellationToken cancellationToken)
    {
        var groups = await store.QueryAsync(new StoreQuery($"SELECT sum(count)::BIGINT AS row_count FROM pragma_storage_info('{table}') "
            + "WHERE column_id = 0 AND segment_type <> 'VALIDITY' GROUP BY row_group_id HAVING bool_and(persistent) ORDER BY row_group_id"),
            cancellationToken);
        return groups.Read(row => row.Whole("row_count"));
    }

    // Neighbours that fill a row group, or that are many.
    private static List<(long From, long To)> Plan(IEnumerable<long> rowGroups)
    {
        var slices = new List<(long From, long To)>();
        var (start, from, rows, groups) = (0L, 0L, 0L, 0);
        foreach (var count in rowGroups)
        {
            if (count > SmallRows)
            {
                Close(start);
                from = start + count;
            }
            else
            {
                (rows, groups) = (rows + count, groups + 1);
            }
            start += count;
            if (rows < DuckDbFile.RowGroupRows) continue;
            slices.Add((from, start));
            (from, rows, groups) = (start, 0, 0);
        }
        Close(start);
        return slices;

        void Close(long to)
        {
            if (groups >= MostSmall) slices.Add((from, to));
            (rows, groups) = (0, 0);
        }
    }

    private static long Move(NativeConnection connection, string table, long from, long to) => connection.Transact(() =>
    {
        var end = (long)connection.Read($"SELECT coalesce(max(id), -1) + 1 FROM (SELECT rowid AS id FROM {table} WHERE rowid >= {from} "
            + $"AND rowid < {to} ORDER BY rowid LIMIT {DuckDbFile.RowGroupRows})")[0][0]!;
        var moved = connection.Execute($"INSERT INTO {table} SELECT * FROM {table} WHERE rowid >= {from} AND rowid < {end}");
        connection.Execute($"DELETE FROM {table} WHERE rowid >= {from} AND rowid < {end}");
        return moved;
    });
}
