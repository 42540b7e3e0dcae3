using Maintenance.Api.Fleet;
using Maintenance.Core.Assets;
using Maintenance.Dashboard.Live;

namespace Maintenance.Dashboard.Pages;

/// <summary>View model of the fleet page: the first rows by descending risk, and counts per state before the filter by state.</summary>
internal sealed class FleetView
{
    /// <summary>Rows of one page. Where scripts run, the list is one, and rows that are not in sight do not exist.</summary>
    public const int PageRows = 100;

    /// <summary>A drill that stands for none: the client fills its row.</summary>
    public static DrillCondition Blank { get; } = new()
    {
        Asset = new Asset(AssetId.Parse("blank"), "", "", "", double.NaN, double.NaN, double.NaN), Version = 0,
    };

    /// <param name="ranking">The drills.</param>
    /// <param name="state">The only state, in any case; null, empty or unknown for all.</param>
    /// <param name="page">Page of the list, from 1.</param>
    public FleetView(FleetRanking ranking, string? state, int page = 1)
    {
        Ranking = ranking;
        Grade = DrillStates.All.FirstOrDefault(g => string.Equals(g, state, StringComparison.OrdinalIgnoreCase));
        var rows = ranking.ByRisk(Grade);
        Length = rows.Count;
        Pages = Math.Max(1, (Length + PageRows - 1) / PageRows);
        Page = Math.Clamp(page, 1, Pages);
        Rows = [.. rows.Skip((Page - 1) * PageRows).Take(PageRows)];
    }

    public FleetRanking Ranking { get; }

    /// <summary>The state that the list is cut to; null for all.</summary>
    public string? Grade { get; }

    /// <summary>Drills of that state.</summary>
    public int Length { get; }

    /// <summary>Number of pages.</summary>
    public int Pages { get; }

    /// <summary>This page, from 1.</summary>
    public int Page { get; }

    /// <summary>Drills of this page.</summary>
    public IReadOnlyList<DrillCondition> Rows { get; }

    /// <summary>Address of this page with the given filters; null or empty for none.</summary>
    public static string Url(string? region, string? grade, int page = 1)
    {
        var parts = new List<string>();
        if (!string.IsNullOrEmpty(region)) parts.Add("region=" + Uri.EscapeDataString(region));
        if (!string.IsNullOrEmpty(grade)) parts.Add("grade=" + Uri.EscapeDataString(grade));
        if (page > 1) parts.Add(FormattableString.Invariant($"page={page}"));
        return parts.Count == 0 ? "/" : "/?" + string.Join('&', parts);
    }
}
