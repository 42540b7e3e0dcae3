using System.Globalization;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql.Snapshots;

namespace Maintenance.Store.Backup;

/// <summary>
/// Restores a chain into an empty store of any engine, offsets last, then compares the store with the chain, table by table.
/// A failed restore leaves rows without offsets: the message says to empty the store.
/// </summary>
internal sealed class BackupRestorer(IConditionStore store, ISnapshotSource source, string scratchFolder, IProgress<string> progress)
{
    private const int RowsPerCommit = 100_000;

    /// <returns>Rows restored.</returns>
    /// <exception cref="StoreException">The store is not empty, or the restored tables differ from the backup.</exception>
    public async Task<long> RunAsync(BackupChain chain, CancellationToken cancellationToken)
    {
        await store.MigrateAsync(cancellationToken);
        await CheckEmptyAsync(cancellationToken);
        using var scratch = new ParquetScratch(scratchFolder);
        foreach (var table in StoreTables.BackedUp)
            if (BackupTables.Select(scratch, chain, table) is { } select) await CopyAsync(scratch, table, select, cancellationToken);
        await CompareAsync(scratch, chain, cancellationToken);
        foreach (var offset in chain.Newest.Offsets)
            await store.CommitAsync(new StoreCommit
            {
                Batches = [], Offset =
                new OffsetMove(new OffsetKey(offset.Reader, offset.Topic, offset.Partition), Expected: null, offset.Next)
            },
                cancellationToken);
        return _rows;
    }

    private long _rows;

    private async Task CheckEmptyAsync(CancellationToken cancellationToken)
    {
        foreach (var table in StoreTables.All.Select(t => t.Name).Append("log_offset"))
            if ((await store.QueryAsync(new StoreQuery($"SELECT 1 FROM {table} LIMIT 1"), cancellationToken)).Rows.Count > 0)
                throw new StoreException($"The store is not empty (table {table}): a backup can only be restored into an empty store. Move "
                    + "the store's file away, or configure another database.");
    }

    private async Task CopyAsync(ParquetScratch scratch, TableSchema table, string select, CancellationToken cancellationToken)
    {
        using var statement = scratch.Connection.Prepare(select);
        using var rows = statement.ExecuteStreaming();
        var batch = new TableBatch(table);
        var copied = 0L;
        while (true)
        {
            var fetched = rows.Fetch(batch);
            if (batch.RowCount >= RowsPerCommit || fetched == 0)
            {
                await store.CommitAsync(new StoreCommit { Batches = [batch] }, cancellationToken);
                copied += batch.RowCount;
                batch.Clear();
            }
            if (fetched == 0) break;
            cancellationToken.ThrowIfCancellationRequested();
        }
        _rows += copied;
        progress.Report(string.Create(CultureInfo.InvariantCulture, $"{table.Name}: {copied:N0} rows"));
    }

    private async Task CompareAsync(ParquetScratch scratch, BackupChain chain, CancellationToken cancellationToken)
    {
        await using var snapshot = await source.OpenSnapshotAsync(cancellationToken);
        foreach (var table in StoreTables.BackedUp)
        {
            var expected = BackupTables.Select(scratch, chain, table) is { } select
                ? TableSum.Of(scratch, table, $"({select})", store.Dialect.HasInfinities) : default;
            var found = default(TableSum);
            using (var part = new PartBuffer(scratch, table, _ =>
                found += TableSum.Of(scratch, table, PartBuffer.Table, store.Dialect.HasInfinities)))
            {
                await snapshot.CopyAsync(table, "", [], part, cancellationToken);
                part.Complete();
            }
            if (found != expected)
                throw new StoreException($"Table {table.Name} was restored with {found.Rows} rows that differ from the "
                    + $"backup's {expected.Rows}: empty the store and restore again; if it repeats, report it.");
        }
        progress.Report("all tables match the backup (rows and sums of hashes)");
    }
}
