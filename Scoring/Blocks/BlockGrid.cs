using Maintenance.Core.Time;

namespace Maintenance.Scoring.Blocks;

/// <summary>The event-time grid that groups loose readings into blocks: cells of one second.</summary>
internal static class BlockGrid
{
    /// <summary>Length of a cell, µs.</summary>
    public const long CellMicros = UnixMicros.PerSecond;

    /// <summary>Start of the cell that contains a time, Unix µs.</summary>
    public static long CellOf(long time) => time - ((time % CellMicros) + CellMicros) % CellMicros;
}
