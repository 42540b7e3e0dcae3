using System.Globalization;
using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace Maintenance.Api.Business;

/// <summary>Writes a report as PDF, A4: the tables of its page. Threading: any thread.</summary>
internal sealed class ReportPdf : IDisposable
{
    /// <summary>Media type.</summary>
    public const string ContentType = "application/pdf";

    private const double Margin = 48;
    private const double Line = 15;
    private const double Pad = 4;
    private const double FirstColumn = 2.2;
    private static readonly XColor Ink = XColor.FromArgb(29, 34, 38);
    private static readonly XColor Muted = XColor.FromArgb(86, 96, 104);
    private static readonly XPen Rule = new(XColor.FromArgb(208, 212, 216), 0.5);

    private readonly PdfDocument _document = new();
    private readonly string _foot;
    private readonly XFont _title = new(ReportFonts.Family, 20, XFontStyleEx.Bold);
    private readonly XFont _heading = new(ReportFonts.Family, 11, XFontStyleEx.Bold);
    private readonly XFont _text = new(ReportFonts.Family, 9);
    private readonly XFont _bold = new(ReportFonts.Family, 9, XFontStyleEx.Bold);
    private readonly XFont _small = new(ReportFonts.Family, 8);
    private XGraphics _page = null!;
    private double _y;

    static ReportPdf() => GlobalFontSettings.FontResolver = new ReportFonts();

    private ReportPdf(string foot) => _foot = foot;

    /// <summary>The file.</summary>
    /// <param name="report">The report.</param>
    /// <param name="zone">Zone of the time at which it was made.</param>
    public static byte[] Write(RegionReport report, TimeZoneInfo zone)
    {
        var text = new ReportText(report, zone);
        using var pdf = new ReportPdf($"{text.Title} · {text.AsOf}");
        pdf._document.Info.Title = text.Title;
        pdf._document.Info.CreationDate = report.AsOf;
        pdf.NewPage();
        pdf.Head(text);
        foreach (var table in ReportTable.Of(report)) pdf.Table(table);
        foreach (var note in text.Notes) pdf.Paragraph(note);
        pdf._page.Dispose();
        pdf.Foot();
        using var file = new MemoryStream();
        pdf._document.Save(file, closeStream: false);
        return file.ToArray();
    }

    public void Dispose() => _document.Dispose();

    private double Width => _page.PageSize.Width - 2 * Margin;

    private double Bottom => _page.PageSize.Height - Margin - 2 * Line;

    private void NewPage()
    {
        _page?.Dispose();
        var page = _document.AddPage();
        page.Size = PdfSharp.PageSize.A4;
        _page = XGraphics.FromPdfPage(page);
        _y = Margin;
    }

    private void Head(ReportText text)
    {
        Draw(text.Title, _title, Ink, Margin, 30);
        Draw(text.Subtitle, _text, Muted, Margin, Line);
        Draw(text.AsOf, _text, Muted, Margin, Line);
        _y += Pad;
    }

    private void Draw(string text, XFont font, XColor colour, double x, double height)
    {
        _page.DrawString(text, font, new XSolidBrush(colour), new XPoint(x, _y + height * 0.7));
        _y += height;
    }

    private void Table(ReportTable table)
    {
        if (_y + 5 * Line > Bottom) NewPage();
        _y += Line / 2;
        Draw(table.Title, _heading, Ink, Margin, 1.4 * Line);
        if (table.Rows.Count == 0)
        {
            Paragraph(table.Empty);
            return;
        }
        var widths = Widths(table);
        Heads(table, widths);
        foreach (var row in table.Rows) Row(table, row, widths);
    }

    // Of what is left beside the first column, each has the same.
    private double[] Widths(ReportTable table)
    {
        var unit = Width / (FirstColumn + table.Columns.Count - 1);
        return [.. table.Columns.Select((_, i) => i == 0 ? unit * FirstColumn : unit)];
    }

    private void Heads(ReportTable table, double[] widths)
    {
        var lines = table.Columns.Select((c, i) => Wrap(c.Head, _small, widths[i] - Pad)).ToArray();
        Cells(table, lines, widths, _small, Muted);
        _page.DrawLine(Rule, Margin, _y, Margin + Width, _y);
    }

    private void Row(ReportTable table, ReportRow row, double[] widths)
    {
        var lines = row.Cells.Select((c, i) => Wrap(c.Text, i == 0 ? _bold : _text, widths[i] - Pad)).ToArray();
        var note = row.Note is { } why ? Wrap(why, _small, Width - Pad) : [];
        if (_y + (lines.Max(l => l.Count) + note.Count) * Line > Bottom)
        {
            NewPage();
            Heads(table, widths);
        }
        Cells(table, lines, widths, _text, Ink);
        foreach (var line in note) Draw(line, _small, Muted, Margin, Line * 0.8);
        _page.DrawLine(Rule, Margin, _y, Margin + Width, _y);
    }

    private void Cells(ReportTable table, IReadOnlyList<string>[] lines, double[] widths, XFont font, XColor colour)
    {
        var (x, top) = (Margin, _y);
        for (var i = 0; i < lines.Length; i++)
        {
            _y = top;
            var own = i == 0 && font == _text ? _bold : font;
            foreach (var line in lines[i])
                Draw(line, own, colour, IsRight(table, i) ? x + widths[i] - Pad - _page.MeasureString(line, own).Width : x, Line);
            x += widths[i];
        }
        _y = top + lines.Max(l => l.Count) * Line;
    }

    private static bool IsRight(ReportTable table, int column) => table.Columns[column].IsNumber;

    // Not broken between pages.
    private void Paragraph(string text)
    {
        var lines = Wrap(text, _text, Width);
        if (_y + (lines.Count * Line) > Bottom) NewPage();
        foreach (var line in lines) Draw(line, _text, Muted, Margin, Line);
    }

    private List<string> Wrap(string text, XFont font, double width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ').SelectMany(w => Pieces(w, font, width)))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && _page.MeasureString(longer, font).Width > width)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line = longer;
            }
        }
        lines.Add(line);
        return lines;
    }

    // A word that is longer than a line is broken.
    private IEnumerable<string> Pieces(string word, XFont font, double width)
    {
        var from = 0;
        for (var to = 1; to <= word.Length; to++)
            if (to - from > 1 && _page.MeasureString(word[from..to], font).Width > width)
            {
                yield return word[from..(to - 1)];
                from = to - 1;
            }
        yield return word[from..];
    }

    private void Foot()
    {
        foreach (var (index, page) in _document.Pages.Cast<PdfPage>().Index())
        {
            using var graphics = XGraphics.FromPdfPage(page);
            var number = string.Create(CultureInfo.InvariantCulture, $"{index + 1} of {_document.PageCount}");
            var y = graphics.PageSize.Height - Margin;
            graphics.DrawString(_foot, _small, new XSolidBrush(Muted), new XPoint(Margin, y));
            graphics.DrawString(number, _small, new XSolidBrush(Muted),
                new XPoint(graphics.PageSize.Width - Margin - graphics.MeasureString(number, _small).Width, y));
        }
    }
}
