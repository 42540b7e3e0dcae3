namespace Maintenance.Store.Sql.Snapshots;

/// <summary>An engine that supports consistent snapshots while others write, for backups.</summary>
internal interface ISnapshotSource
{
    /// <summary>Opens a snapshot of the committed state.</summary>
    Task<IStoreSnapshot> OpenSnapshotAsync(CancellationToken cancellationToken);
}
