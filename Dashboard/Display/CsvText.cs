using System.Buffers;
using System.Text;
using Maintenance.Core.Ports;

namespace Maintenance.Dashboard.Display;

/// <summary>A query's rows as CSV (RFC 4180), and its cells as text.</summary>
internal static class CsvText
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");

    public static byte[] Write(QueryResult result)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', result.Columns.Select(Quote)).Append("\r\n");
        foreach (var row in result.Rows) text.AppendJoin(',', row.Select(v => Quote(Cell(v)))).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
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

    private static string Quote(string text) =>
        text.AsSpan().ContainsAny(NeedsQuotes) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
