namespace Maintenance.Store.Backup;

// "Backup": { "Directory": "/mnt/backups" }

/// <summary>Where backups go; section <c>Backup</c>.</summary>
public sealed class BackupOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "Backup";

    /// <summary>
    /// Folder of the backups, created if absent; preferably on a different disk from the data. Default: <c>backups</c>; a host without it
    /// uses the one in its data directory.
    /// </summary>
    public string Directory { get; init; } = "backups";
}
