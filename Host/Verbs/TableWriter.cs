using Maintenance.Core.Ports;
using Spectre.Console;

namespace Maintenance.Host.Verbs;

/// <summary>Prints a query result for people.</summary>
internal static class TableWriter
{
    public static void WriteTable(QueryResult result, TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (Console.IsOutputRedirected) console.Profile.Width = 240;
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in result.Columns) table.AddColumn(new TableColumn(new Text(column)));
        foreach (var row in result.Rows) table.AddRow(row.Select(v => new Text(SqlValueText.Brief(v))));
        console.Write(table);
        writer.WriteLine($"{result.Rows.Count} {(result.Rows.Count == 1 ? "row" : "rows")}{(result.Truncated ? " (there are more)" : "")}");
    }
}
