namespace Maintenance.Api.Business;

/// <summary>Money at risk of one drill, and when to act.</summary>
/// <param name="Asset">Drill.</param>
/// <param name="FailureMode">How it is likely to fail.</param>
/// <param name="Probability">P(failure within the horizon), per cent.</param>
/// <param name="Money">Probability × (repair + lost production + NPT).</param>
/// <param name="CostNow">Cost of a planned repair now.</param>
/// <param name="BestDay">UTC day of the cheapest repair.</param>
/// <param name="CostBestDay">Expected cost when it is done then.</param>
/// <param name="CostWaiting">Expected cost when nothing is done until the horizon.</param>
/// <param name="Unknown">Why money is not known; null when it is.</param>
public sealed record DrillRisk(string Asset, string FailureMode, double? Probability, double? Money, double? CostNow, string? BestDay,
    double? CostBestDay, double? CostWaiting, string? Unknown)
{
    /// <summary>True when nothing tells of its condition any more: its grade is its last one.</summary>
    public bool IsSilent { get; init; }
}
