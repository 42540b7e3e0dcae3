namespace Maintenance.Api.Business;

/// <summary>A <see cref="FigureLine"/> as a row of CSV.</summary>
internal sealed record RegionFigureLine(string Region, string Period, string Section, string Key, string Label, double? Value, string Unit,
    string? Note)
{
    public static IReadOnlyList<RegionFigureLine> Of(IEnumerable<RegionReport> reports) =>
        [.. reports.SelectMany(r => r.Figures.Select(f =>
            new RegionFigureLine(r.Region, r.Period, f.Section, f.Key, f.Label, f.Value, f.Unit, f.Note)))];
}
