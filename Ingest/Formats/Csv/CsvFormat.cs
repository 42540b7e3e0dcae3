using Maintenance.Core.Ports;

namespace Maintenance.Ingest.Formats.Csv;

/// <summary>Readings as CSV: <c>docs/formats/telemetry-csv.md</c>.</summary>
public static class CsvFormat
{
    /// <summary>The format.</summary>
    public static PayloadFormat Instance { get; } = new("csv", ["text/csv"], static () => new CsvDecoder());
}
