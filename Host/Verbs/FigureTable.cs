using System.Globalization;
using Spectre.Console;

namespace Maintenance.Host.Verbs;

/// <summary>The figures of a bench on standard output, one per line, named as in its JSON.</summary>
internal static class FigureTable
{
    public static void Write(object figures)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("figure", "value");
        foreach (var property in figures.GetType().GetProperties())
            table.AddRow(new Text(property.Name), new Text(property.GetValue(figures) switch
            {
                double number => number.ToString("N2", CultureInfo.InvariantCulture),
                IFormattable number => number.ToString("N0", CultureInfo.InvariantCulture),
                var other => $"{other}",
            }));
        AnsiConsole.Write(table);
    }
}
