namespace Maintenance.Store.Sql.Snapshots;

/// <summary>An engine that can be read as of one moment while others write: what backups are taken from.</summary>
internal interface ISnapshotSource
{
    /// <summary>Opens a snapshot of what is committed now.</summary>
    Task<IStoreSnapshot> OpenSnapshotAsync(CancellationToken cancellationToken);
}
