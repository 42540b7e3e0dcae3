namespace Maintenance.Scoring.Blocks;

/// <summary>The log record that caused a row.</summary>
/// <param name="Partition">Partition.</param>
/// <param name="Offset">Offset.</param>
/// <param name="KnownAtUnixMicros">When Ingest received it, Unix µs.</param>
internal readonly record struct BlockOrigin(int Partition, long Offset, long KnownAtUnixMicros);
