namespace Maintenance.Core.Ports;

/// <summary>Position of a record in a topic.</summary>
/// <param name="Partition">Partition.</param>
/// <param name="Offset">Offset within it.</param>
/// <param name="NextOffset">The offset at which to continue reading after this record.</param>
public readonly record struct LogPosition(int Partition, long Offset, long NextOffset);
