namespace Maintenance.Api.Fleet;

/// <summary>Highest risk first: by ascending health, then drills never assessed, ties by id. The client uses the same order.</summary>
public static class FleetOrder
{
    public static IOrderedEnumerable<DrillCondition> ByRisk(IEnumerable<DrillCondition> drills) => drills
        .OrderBy(d => d.HealthIndex ?? double.PositiveInfinity)
        .ThenBy(d => d.Asset.Id.Value, StringComparer.Ordinal);
}
