namespace Maintenance.Store.Sql.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class SqlKnowsBackup
{
    public Maintenance.Store.Backup.BackupOptions? Known { get; set; }
}
