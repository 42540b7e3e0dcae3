using System.Globalization;
using Maintenance.Api.Business;
using Maintenance.Api.Wording;
using Maintenance.Core.Business;
using Maintenance.Core.Time;
using Maintenance.Dashboard.Controls;
using Maintenance.Dashboard.Display;

namespace Maintenance.Dashboard.Pages;

/// <summary>A report as its pages show it.</summary>
internal sealed class RegionView(RegionReport report)
{
    /// <summary>After this, figures of yesterday are missing.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromHours(36);

    private static readonly string[] Summary =
        ["oilOfPlan", "availability", "npt", "drillsAtRisk", "moneyAtRisk", "againstBudget", "spent", "budget"];

    private readonly IReadOnlyList<ReportTable> _tables = ReportTable.Of(report);

    public RegionReport Report => report;

    /// <summary>The figures that a manager asks for first.</summary>
    public IEnumerable<FigureLine> First => Summary.Select(report.Figure);

    /// <summary>All tables, as CSV and PDF have them.</summary>
    public IReadOnlyList<ReportTable> Tables => _tables;

    /// <summary>Production against plan as a chart; null when neither is recorded.</summary>
    public ChartData? ProductionChart
    {
        get
        {
            var table = _tables[^3];
            return table.Rows.Count == 0 ? null : new ChartData("Oil against plan", table.Columns[1].Unit, "From", ChartShape.Against,
                [.. table.Rows.Select(r => r.Cells[0].Text)],
                [Series(1, ChartTone.Late), Series(2, ChartTone.Normal)]);

            ChartSeries Series(int column, ChartTone tone) =>
                new(table.Columns[column].Label, tone, [.. table.Rows.Select(r => r.Cells[column].Number ?? double.NaN)]);
        }
    }

    /// <summary>Drills at risk.</summary>
    public ReportTable AtRisk => _tables[^2];

    /// <summary>Budget by department.</summary>
    public ReportTable Departments => _tables[^1];

    /// <summary>End of the newest day whose production is told.</summary>
    public long? ProductionUntil => EndOf(report.ProductionUntil);

    /// <summary>End of the newest day with a cost.</summary>
    public long? SpendingUntil => EndOf(report.SpendingUntil);

    public IEnumerable<FigureLine> Section(string section) => report.Figures.Where(f => f.Section == section);

    public static string UrlOf(string region, string period) => $"/regions/{Uri.EscapeDataString(region)}?period={period}";

    /// <summary>The page of the report, which can be printed.</summary>
    public static string ReportUrlOf(string region, string period) => $"/regions/{Uri.EscapeDataString(region)}/report?period={period}";

    /// <summary>A file with what the page shows, in the user's units and zone.</summary>
    /// <param name="region">Region; null for all.</param>
    /// <param name="period">Period.</param>
    /// <param name="format">csv or pdf.</param>
    /// <param name="preferences">The user's.</param>
    public static string FileOf(string? region, BusinessPeriod period, string format, UserPreferences preferences) =>
        $"/api/v1/regions/{(region is null ? "reports" : Uri.EscapeDataString(region) + "/report")}?period={period.Key}&format={format}"
            + $"&units={UnitNames.Of(preferences.Units)}&zone={Uri.EscapeDataString(preferences.ZoneLabel)}";

    private static long? EndOf(string? day) => day is null ? null : UnixMicros.Of(
        DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
}
