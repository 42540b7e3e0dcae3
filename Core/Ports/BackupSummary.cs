namespace Maintenance.Core.Ports;

/// <summary>A backup that was taken.</summary>
/// <param name="Folder">Where it is, on the machine that took it.</param>
/// <param name="Parent">Name of the backup it continues; null: it is full.</param>
/// <param name="Taken">Moment of the snapshot, UTC.</param>
/// <param name="Rows">Rows of all tables.</param>
/// <param name="Bytes">Bytes of all files.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record BackupSummary(string Folder, string? Parent, DateTime Taken, long Rows, long Bytes, double Seconds);
