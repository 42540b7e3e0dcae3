using System.Globalization;

namespace Maintenance.Api.Business;

/// <summary>What a report says besides its tables, the same on page and in PDF.</summary>
/// <param name="report">The report.</param>
/// <param name="zone">Zone of the time at which it was made.</param>
public sealed class ReportText(RegionReport report, TimeZoneInfo zone)
{
    /// <summary>Title.</summary>
    public string Title => $"{report.Region}, {report.Period}";

    /// <summary>What it is about.</summary>
    public string Subtitle => string.Create(CultureInfo.InvariantCulture,
        $"{report.From} to {report.To} (UTC days, the last excluded), {report.Drills} drills. Production told until {Until(report.ProductionUntil)}, costs until {Until(report.SpendingUntil)}.");

    /// <summary>When it was made.</summary>
    public string AsOf => string.Create(CultureInfo.InvariantCulture,
        $"As of {TimeZoneInfo.ConvertTimeFromUtc(report.AsOf, zone):yyyy-MM-dd HH:mm} {(zone.Id)}");

    /// <summary>How to read it.</summary>
    public IReadOnlyList<string> Notes { get; } =
    [
        "Risk is of now, production, time and budget are of the period. Each figure is rounded once; what is not known is not counted as zero.",
        "Forecasts: with probability 10 % the total is at most P10, with 90 % at most P90. Tried on simulated years, four of five totals lay between them.",
    ];

    private static string Until(string? day) => day ?? "not at all";
}
