namespace Maintenance.Api.Fleet;

/// <summary>
/// Highest risk first: grades C and D by ascending health, then sensor faults, then drills that are not assessed, then grades A and B, then
/// drills without data; ties by id. The client uses the same order.
/// </summary>
public static class FleetOrder
{
    public static IOrderedEnumerable<DrillCondition> ByRisk(IEnumerable<DrillCondition> drills, long nowUnixMicros) => drills
        .OrderBy(d => DrillStates.RankOf(d.StateAt(nowUnixMicros)))
        .ThenBy(d => d.RiskHealth ?? double.PositiveInfinity)
        .ThenBy(d => d.Asset.Id.Value, StringComparer.Ordinal);
}
