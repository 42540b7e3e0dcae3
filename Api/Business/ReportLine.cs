namespace Maintenance.Api.Business;

/// <summary>A value of a report as a row of CSV: everything that pages and PDF show.</summary>
/// <param name="Region">Region.</param>
/// <param name="Period">Period.</param>
/// <param name="Section">Section of the report.</param>
/// <param name="Subject">Department or drill; null for the region's own.</param>
/// <param name="Key">Name of the value for programs.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Value">Rounded as shown; null for words and for what is not known.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Shown">As pages show it, without the unit.</param>
/// <param name="Note">Why it is not known, or not wholly.</param>
internal sealed record ReportLine(string Region, string Period, string Section, string? Subject, string Key, string Label, double? Value,
    string Unit, string Shown, string? Note)
{
    /// <summary>All lines of reports.</summary>
    public static IReadOnlyList<ReportLine> Of(IEnumerable<RegionReport> reports) => [.. reports.SelectMany(Of)];

    private static IEnumerable<ReportLine> Of(RegionReport report)
    {
        foreach (var f in report.Figures)
            yield return new(report.Region, report.Period, f.Section, null, f.Key, f.Label, f.Value, f.Unit, f.Text(), f.Note);
        foreach (var table in ReportTable.OfParts(report))
            foreach (var row in table.Rows)
                foreach (var (column, cell) in table.Columns.Zip(row.Cells).Skip(1))
                    yield return new(report.Region, report.Period, table.Title, row.Cells[0].Text, column.Key, column.Label, cell.Number,
                        column.Unit, cell.Text, row.Note);
    }
}
