namespace Maintenance.Store.Backup;

// "Backup": { "Directory": "/mnt/backups" }

/// <summary>Where backups go; section <c>Backup</c>.</summary>
public sealed class BackupOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "Backup";

    /// <summary>
    /// Folder of the backups, created when absent; best on another disk than the data. Default: <c>backups</c>; a host that names none uses
    /// its data directory's.
    /// </summary>
    public string Directory { get; init; } = "backups";
}
