namespace Maintenance.Core.Ports;

/// <summary>Backups of the condition store, taken while it runs. Threading: any thread; one backup at a time.</summary>
public interface IBackups
{
    /// <summary>Takes a backup into the configured folder.</summary>
    /// <param name="isIncremental">True: only what is new since the newest backup there; full where there is none.</param>
    /// <param name="cancellationToken">Ends it; nothing is left then.</param>
    /// <exception cref="StoreException">Another one is being taken (transient), the one it would continue is damaged, or the disk is
    /// full.</exception>
    Task<BackupSummary> TakeAsync(bool isIncremental, CancellationToken cancellationToken);
}
