using System.Text.Json;
using CsvHelper;
using Maintenance.Core.Ports;
using Spectre.Console;

namespace Maintenance.Host.Verbs;

/// <summary>Prints a query result for people (table) or programs (CSV, JSON).</summary>
internal static class TableWriter
{
    public static void WriteTable(QueryResult result, TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (Console.IsOutputRedirected) console.Profile.Width = 240;
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in result.Columns) table.AddColumn(new TableColumn(new Text(column)));
        foreach (var row in result.Rows) table.AddRow(row.Select(v => new Text(ToText(v))));
        console.Write(table);
        writer.WriteLine(result.Truncated ? $"{result.Rows.Count} rows (there are more; raise --max-rows)" : $"{result.Rows.Count} rows");
    }

    public static void WriteCsv(QueryResult result, TextWriter writer)
    {
        using var csv = CsvWriter.Create(writer, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        csv.WriteRecord([.. result.Columns]);
        foreach (var row in result.Rows) csv.WriteRecord([.. row.Select(ToText)]);
    }

    public static void WriteJson(QueryResult result, TextWriter writer) =>
        writer.WriteLine(JsonSerializer.Serialize(
            result.Rows.Select(row => result.Columns.Zip(row).ToDictionary(p => p.First, p => Finite(p.Second), StringComparer.Ordinal)),
            JsonSerializerOptions.Web));

    private static string ToText(object? value) => value switch
    {
        null => "",
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ"),
        double number => number.ToString("G9"),
        byte[] bytes => Convert.ToHexStringLower(bytes.AsSpan(0, Math.Min(bytes.Length, 64))),
        _ => value.ToString() ?? "",
    };

    // JSON has no NaN or infinity.
    private static object? Finite(object? value) => value is double number && !double.IsFinite(number) ? null : value;
}
