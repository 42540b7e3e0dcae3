namespace Maintenance.Simulator.Player.Witsml;

/// <summary>
/// One <c>logData</c> of a time-indexed log in one file: its own header and the counts from the first pass. A log may have several, each
/// with other columns.
/// </summary>
internal sealed class WitsmlChunk
{
    public required string File { get; init; }

    /// <summary>Ordinal of the log element within the file.</summary>
    public required int Element { get; init; }

    /// <summary>Ordinal of the logData within the log element.</summary>
    public required int Part { get; init; }

    public required string Uid { get; init; }

    public required string Name { get; init; }

    public required string Well { get; init; }

    /// <summary>Wellbore; uids are unique only within one.</summary>
    public required string Wellbore { get; init; }

    /// <summary>Columns in data order.</summary>
    public required IReadOnlyList<WitsmlCurve> Columns { get; init; }

    public required int IndexColumn { get; init; }

    public required char Delimiter { get; init; }

    public long Rows { get; set; }

    public long FirstUnixMicros { get; set; } = long.MaxValue;

    public long LastUnixMicros { get; set; } = long.MinValue;

    /// <summary>Time of the previous row, for the step to the next.</summary>
    public long LastSeenUnixMicros { get; set; }

    /// <summary>True if rows ascend in time; otherwise they are sorted in memory when read.</summary>
    public bool Ascends { get; set; } = true;

    /// <summary>Steps between consecutive rows, µs; a sample for their median.</summary>
    public List<long> Steps { get; } = [];

    /// <summary>Number of the chunk if the file name is one (00006.xml.gz), else −1.</summary>
    public int Number { get; init; } = -1;
}
