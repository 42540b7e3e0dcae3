namespace Maintenance.Core.Business;

/// <summary>What it costs to repair an asset on a day: now, later, or never before it fails.</summary>
/// <param name="Day">Days from now on which the repair is planned; it is done at the beginning of the day.</param>
/// <param name="ExpectedCost">
/// P(failure before) · cost of a failure + P(no failure before) · cost of a planned repair, in the installation's currency.
/// </param>
/// <param name="FailureProbability">P(failure before the day), 0 to 1.</param>
public readonly record struct MaintenanceDecision(int Day, double ExpectedCost, double FailureProbability)
{
    /// <summary>
    /// The choices. Waiting saves the value of the money and of the life that a repair discards: a planned repair on day t costs
    /// (1 − life value · t) of one now, because a part that is used longer is bought less often.
    /// </summary>
    /// <param name="life">When it fails.</param>
    /// <param name="rates">What failing and repairing cost.</param>
    /// <param name="oilM3PerDay">Oil that is not produced while it stands, m³ a day.</param>
    /// <param name="horizonDays">Days to look ahead, at least 1.</param>
    /// <param name="hoursPerDay">Operating hours of a day.</param>
    /// <param name="usualLifeDays">Usual life of the part, days: each day of waiting saves that part of a planned repair.</param>
    /// <returns>Days 0 … <paramref name="horizonDays"/>, one for each.</returns>
    public static IReadOnlyList<MaintenanceDecision> Choices(
        FailureTime life, FailureRates rates, double oilM3PerDay, int horizonDays, double hoursPerDay = 24, double usualLifeDays = 365)
    {
        var (failure, planned) = (rates.Failure(oilM3PerDay), rates.Planned(oilM3PerDay));
        var choices = new MaintenanceDecision[horizonDays + 1];
        for (var day = 0; day <= horizonDays; day++)
        {
            var fails = life.ProbabilityBefore(day * hoursPerDay);
            var saved = planned * Math.Min(1, day / usualLifeDays);
            choices[day] = new MaintenanceDecision(day, fails * failure + (1 - fails) * (planned - saved), fails);
        }
        return choices;
    }

    /// <summary>The cheapest choice; of equals the earliest.</summary>
    public static MaintenanceDecision Best(IReadOnlyList<MaintenanceDecision> choices) => choices.MinBy(c => c.ExpectedCost);

    /// <summary>Risk in money: P(failure before the horizon) · (repair + lost production + non-productive time).</summary>
    /// <param name="life">When it fails.</param>
    /// <param name="rates">What failing costs.</param>
    /// <param name="oilM3PerDay">Oil that is not produced while it stands, m³ a day.</param>
    /// <param name="horizonHours">Operating hours to look ahead.</param>
    public static double Risk(FailureTime life, FailureRates rates, double oilM3PerDay, double horizonHours) =>
        life.ProbabilityBefore(horizonHours) * rates.Failure(oilM3PerDay);
}
