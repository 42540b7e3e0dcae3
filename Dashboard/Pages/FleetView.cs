using Maintenance.Api.Fleet;
using Maintenance.Core.Assets;

namespace Maintenance.Dashboard.Pages;

/// <summary>View model of the fleet page: rows by descending risk, counts per state before the filter by state, and regions.</summary>
internal sealed class FleetView
{
    public FleetView(IEnumerable<DrillCondition> fleet, RegionScope scope, string? region, string? grade, long nowUnixMicros)
    {
        var visible = fleet.Where(d => scope.Allows(d.Asset.Region)).ToArray();
        Regions = [.. visible.Select(d => d.Asset.Region).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Region = Regions.FirstOrDefault(r => string.Equals(r, region, StringComparison.OrdinalIgnoreCase));
        IsUnknownRegion = !string.IsNullOrEmpty(region) && Region is null;
        Grade = DrillStates.All.FirstOrDefault(g => string.Equals(g, grade, StringComparison.OrdinalIgnoreCase));
        var inRegion = visible.Where(d => Region is null
            ? !IsUnknownRegion : string.Equals(d.Asset.Region, Region, StringComparison.Ordinal)).ToArray();
        var states = inRegion.ToLookup(d => d.StateAt(nowUnixMicros), StringComparer.Ordinal);
        Counts = DrillStates.All.ToDictionary(s => s, s => states[s].Count(), StringComparer.Ordinal);
        Total = inRegion.Length;
        Places = [.. inRegion.GroupBy(PlaceOf, StringComparer.Ordinal)
            .Select(g => (Place: g.Key, Counts: CountsOf(g, nowUnixMicros)))
            .OrderByDescending(p => p.Counts[0]).ThenByDescending(p => p.Counts[1]).ThenBy(p => p.Place, StringComparer.Ordinal)];
        Rows = [.. FleetOrder.ByRisk(Grade is null ? inRegion : states[Grade], nowUnixMicros)];
    }

    public IReadOnlyList<string> Regions { get; }

    public string? Region { get; }

    public bool IsUnknownRegion { get; }

    /// <summary>The state that the list is cut to; null for all.</summary>
    public string? Grade { get; }

    public IReadOnlyDictionary<string, int> Counts { get; }

    public int Total { get; }

    /// <summary>
    /// Regions (or the sites of the selected region), highest risk first, with the number of drills per <see cref="DrillStates.All"/>.
    /// </summary>
    public IReadOnlyList<(string Place, IReadOnlyList<int> Counts)> Places { get; }

    public IReadOnlyList<DrillCondition> Rows { get; }

    private string PlaceOf(DrillCondition drill) => Region is null ? drill.Asset.Region : drill.Asset.Site;

    private static IReadOnlyList<int> CountsOf(IEnumerable<DrillCondition> drills, long nowUnixMicros)
    {
        var states = drills.CountBy(d => d.StateAt(nowUnixMicros), StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return [.. DrillStates.All.Select(s => states.GetValueOrDefault(s))];
    }

    /// <summary>Address of this page with the given filters; null or empty for none.</summary>
    public static string Url(string? region, string? grade)
    {
        var parts = new List<string>();
        if (!string.IsNullOrEmpty(region)) parts.Add("region=" + Uri.EscapeDataString(region));
        if (!string.IsNullOrEmpty(grade)) parts.Add("grade=" + Uri.EscapeDataString(grade));
        return parts.Count == 0 ? "/" : "/?" + string.Join('&', parts);
    }
}
