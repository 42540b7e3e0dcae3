namespace Maintenance.Core.Ports;

/// <summary>A completed backup.</summary>
/// <param name="Folder">Its folder, on the machine that took it.</param>
/// <param name="Parent">Name of the backup it increments; null for a full backup.</param>
/// <param name="Taken">Moment of the snapshot, UTC.</param>
/// <param name="Rows">Rows of all tables.</param>
/// <param name="Bytes">Bytes of all files.</param>
/// <param name="Seconds">Duration, seconds.</param>
public sealed record BackupSummary(string Folder, string? Parent, DateTime Taken, long Rows, long Bytes, double Seconds);
