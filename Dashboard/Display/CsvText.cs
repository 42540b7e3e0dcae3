using CsvHelper;
using Maintenance.Core.Ports;

namespace Maintenance.Dashboard.Display;

/// <summary>Formats a query result as CSV (RFC 4180), and single cells as text.</summary>
internal static class CsvText
{
    public static byte[] Write(QueryResult result)
    {
        var text = new MemoryStream();
        using (var csv = CsvWriter.Create(text))
        {
            csv.WriteRecord([.. result.Columns]);
            foreach (var row in result.Rows) csv.WriteRecord([.. row.Select(Cell)]);
        }
        return text.ToArray();
    }

    public static string Cell(object? value) => value switch
    {
        null => "",
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ"),
        double number => number.ToString("G9"),
        bool truth => truth ? "true" : "false",
        byte[] bytes => Convert.ToHexStringLower(bytes.AsSpan(0, Math.Min(bytes.Length, 64))) + (bytes.Length > 64 ? "…" : ""),
        _ => value.ToString() ?? "",
    };
}
