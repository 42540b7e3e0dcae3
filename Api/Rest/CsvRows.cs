using System.Globalization;
using CsvHelper;
using Maintenance.Core.Ports;

namespace Maintenance.Api.Rest;

/// <summary>
/// Writes the rows of a query as CSV (RFC 4180), page by page. Texts that a spreadsheet would run as a formula get an apostrophe in front,
/// which spreadsheets show as nothing; numbers stay as they are.
/// </summary>
/// <param name="writer">Receives the text.</param>
/// <param name="newLine">End of a line.</param>
public sealed class CsvRows(TextWriter writer, string newLine = "\r\n") : IQuerySink
{
    /// <summary>Writes the names of the columns.</summary>
    public async ValueTask StartAsync(IReadOnlyList<QueryColumn> columns, CancellationToken cancellationToken) =>
        await WriteAsync([[.. columns.Select(c => (object?)c.Name)]], cancellationToken);

    /// <summary>Writes rows.</summary>
    public async ValueTask WriteAsync(IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions { NewLine = newLine }, leaveOpen: true))
            foreach (var row in rows) csv.WriteRecord([.. row.Select(Cell)]);
        await writer.WriteAsync(text.GetStringBuilder(), cancellationToken);
        await writer.FlushAsync(cancellationToken);
    }

    private static string Cell(object? value) => value is string text ? Harmless(text) : SqlValueText.Of(value);

    // A text that is a number, such as "-5", is no formula.
    private static string Harmless(string text) => text.Length > 0 && text[0] is ('=' or '+' or '-' or '@' or '\t' or '\r')
        && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? "'" + text : text;
}
