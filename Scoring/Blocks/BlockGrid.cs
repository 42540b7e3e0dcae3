using Maintenance.Core.Time;

namespace Maintenance.Scoring.Blocks;

/// <summary>The grid of event time that loose readings are cut into blocks by: cells of one second.</summary>
internal static class BlockGrid
{
    /// <summary>Length of a cell, µs.</summary>
    public const long CellMicros = UnixMicros.PerSecond;

    /// <summary>Start of the cell that holds a time.</summary>
    public static long CellOf(long time) => time - ((time % CellMicros) + CellMicros) % CellMicros;
}
