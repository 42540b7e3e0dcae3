namespace Maintenance.Store.Backup;

/// <summary>An engine that can be backed up while it runs.</summary>
internal interface IBackupSource
{
    /// <summary>Opens a snapshot of what is committed now.</summary>
    Task<IStoreSnapshot> OpenSnapshotAsync(CancellationToken cancellationToken);
}
