namespace Maintenance.Store.Backup.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class BackupKnowsLog
{
    public Maintenance.Store.Log.TelemetryLogOptions? Known { get; set; }
}
