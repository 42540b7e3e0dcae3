namespace Maintenance.Core.Ports;

/// <summary>Backups of the condition store, taken while it runs. Threading: any thread; one backup at a time.</summary>
public interface IBackups
{
    /// <summary>Takes a backup into the configured folder.</summary>
    /// <param name="isIncremental">True: only changes since the newest backup there; full where there is none.</param>
    /// <param name="cancellationToken">Cancels the backup, leaving nothing behind.</param>
    /// <exception cref="StoreException">Another backup is running (transient), the one to increment is damaged, or the disk is
    /// full.</exception>
    Task<BackupSummary> TakeAsync(bool isIncremental, CancellationToken cancellationToken);
}
