namespace Maintenance.Dashboard.Live;

/// <summary>Risk first: lowest health first, then what was never assessed, each by name. The client sorts by the same rule.</summary>
internal static class FleetOrder
{
    public static IOrderedEnumerable<DrillCondition> ByRisk(IEnumerable<DrillCondition> drills) => drills
        .OrderBy(d => d.Latest is { } latest && float.IsFinite(latest.HealthIndex) ? latest.HealthIndex : float.PositiveInfinity)
        .ThenBy(d => d.Asset.Id.Value, StringComparer.Ordinal);
}
