namespace Maintenance.Simulator.Player;

/// <summary>Formats of recorded data.</summary>
public enum RecordedFormat
{
    /// <summary>A WITSML document or a folder of them, plain or gzip (<c>docs/formats/witsml.md</c>).</summary>
    Witsml,

    /// <summary>A CSV file or a folder of them, plain or gzip, with a mapping (<c>docs/formats/replay-csv.md</c>).</summary>
    Csv,
}
