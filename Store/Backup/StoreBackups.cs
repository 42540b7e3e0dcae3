using Maintenance.Core.Ports;
using Maintenance.Store.Sql.DuckDb.Native;
using Maintenance.Store.Sql.Snapshots;

namespace Maintenance.Store.Backup;

/// <summary>Backups of a condition store: folders independent of the engine (docs/decisions/0011-backup.md).</summary>
public static class StoreBackups
{
    /// <summary>Takes a backup while the store runs.</summary>
    /// <param name="store">A store of this process, of any engine.</param>
    /// <param name="root">Folder of backups; the new one gets a folder in it.</param>
    /// <param name="isIncremental">True: only what is new since the newest backup there; full if there is none.</param>
    /// <param name="clock">Names the backup.</param>
    /// <param name="progress">Receives one line per table.</param>
    /// <param name="cancellationToken">Cancels the backup; nothing is left behind.</param>
    /// <exception cref="StoreException">The previous backup is damaged, or the store cannot be read.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static async Task<BackupManifest> TakeAsync(
        IConditionStore store, string root, bool isIncremental, TimeProvider clock, IProgress<string> progress,
        CancellationToken cancellationToken)
    {
        var parent = isIncremental && BackupChain.NewestIn(root) is { } newest
            ? await BackupChain.LoadAsync(newest, checkFiles: false, cancellationToken) : null;
        var engine = store.GetType().Name.Replace("ConditionStore", "", StringComparison.Ordinal);
        try
        {
            return await new BackupWriter(Source(store), engine, root, clock, progress).RunAsync(parent, cancellationToken);
        }
        catch (DuckDbException error)
        {
            throw new StoreException($"The backup failed: {error.Message} Check that {root} has free space.", inner: error);
        }
    }

    /// <summary>Restores a backup and its ancestors into an empty store, and compares.</summary>
    /// <param name="folder">The backup.</param>
    /// <param name="store">An empty store of any engine.</param>
    /// <param name="progress">Receives one line per table.</param>
    /// <param name="cancellationToken">Cancels the restore; the store must then be emptied.</param>
    /// <returns>The backup, and rows restored.</returns>
    /// <exception cref="StoreException">The backup is damaged (nothing was written), the store is not empty, or the comparison
    /// failed.</exception>
    public static async Task<(BackupManifest Manifest, long Rows)> RestoreAsync(string folder, IConditionStore store,
        IProgress<string> progress, CancellationToken cancellationToken)
    {
        var chain = await BackupChain.LoadAsync(folder, checkFiles: true, cancellationToken);
        progress.Report($"{chain.Links.Count()} backups of the chain are intact");
        var scratch = Directory.CreateTempSubdirectory("maintenance-restore-");
        try
        {
            return (chain.Newest, await new BackupRestorer(store, Source(store), scratch.FullName, progress)
                .RunAsync(chain, cancellationToken));
        }
        catch (DuckDbException error)
        {
            throw new StoreException($"The restore failed: {error.Message} Empty the store before the next attempt.", inner: error);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static ISnapshotSource Source(IConditionStore store) =>
        store as ISnapshotSource ?? throw new StoreException($"A store of {store.GetType().Name} cannot be backed up.");
}
