using System.Globalization;
using Maintenance.Core.Text;
using Spectre.Console;

namespace Maintenance.Host.Verbs;

/// <summary>A table of figures on standard output; wide when redirected, so that no cell wraps.</summary>
internal static class EvaluationTable
{
    public static void Write(string[] columns, IEnumerable<object[]> rows)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected) console.Profile.Width = 220;
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns(columns);
        foreach (var row in rows) table.AddRow(row.Select(cell => new Text(Format(cell))));
        console.Write(table);
    }

    private static string Format(object cell) => cell switch
    {
        double number => number.ToString("N3", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(format: null, CultureInfo.InvariantCulture),
        _ => PrintableText.Escape(cell.ToString() ?? ""),
    };
}
