using System.Globalization;
using Maintenance.Api.Business;
using Maintenance.Core.Time;

namespace Maintenance.Dashboard.Pages;

/// <summary>A report as its pages show it.</summary>
internal sealed class RegionView(RegionReport report)
{
    /// <summary>After this, figures of yesterday are missing.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromHours(36);

    private static readonly string[] Summary =
        ["oilOfPlan", "availability", "npt", "drillsAtRisk", "moneyAtRisk", "againstBudget", "spent", "budget"];

    public RegionReport Report => report;

    /// <summary>The figures that a manager asks for first.</summary>
    public IEnumerable<FigureLine> First => Summary.Select(report.Figure);

    /// <summary>End of the newest day whose production is told.</summary>
    public long? ProductionUntil => EndOf(report.ProductionUntil);

    /// <summary>End of the newest day with a cost.</summary>
    public long? SpendingUntil => EndOf(report.SpendingUntil);

    public IEnumerable<FigureLine> Section(string section) => report.Figures.Where(f => f.Section == section);

    public static string Money(double? money) => money is { } known ? known.ToString("N0", CultureInfo.InvariantCulture) : "not known";

    public static string UrlOf(string region, string kind) => $"/regions/{Uri.EscapeDataString(region)}?period={kind}";

    private static long? EndOf(string? day) => day is null ? null : UnixMicros.Of(
        DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
}
