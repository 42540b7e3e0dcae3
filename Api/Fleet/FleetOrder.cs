namespace Maintenance.Api.Fleet;

/// <summary>Risk first: lowest health first, then what was never assessed, each by name. The client sorts by the same rule.</summary>
public static class FleetOrder
{
    public static IOrderedEnumerable<DrillCondition> ByRisk(IEnumerable<DrillCondition> drills) => drills
        .OrderBy(d => d.HealthIndex ?? double.PositiveInfinity)
        .ThenBy(d => d.Asset.Id.Value, StringComparer.Ordinal);
}
