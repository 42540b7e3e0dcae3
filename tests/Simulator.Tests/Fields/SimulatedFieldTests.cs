using Maintenance.Simulator.Fields;

namespace Maintenance.Simulator.Tests.Fields;

/// <summary>Simulated fields: the same from the same seed, and plausible.</summary>
public sealed class SimulatedFieldTests
{
    private static readonly DateOnly Start = new(2025, 1, 1);
    private static readonly string[] Assets = ["A", "B", "C", "D"];

    [Fact]
    public void A_longer_run_begins_with_the_days_of_a_shorter_one()
    {
        var (shorter, longer) = (new SimulatedField(7, Assets, Start, 200), new SimulatedField(7, Assets, Start, 400));
        longer.Days.Take(shorter.Days.Count).ShouldBe(shorter.Days);
        longer.Costs.Take(shorter.Costs.Count).ShouldBe(shorter.Costs);
        new SimulatedField(8, Assets, Start, 200).Days.ShouldNotBe(shorter.Days);
    }

    [Fact]
    public void No_day_has_more_than_its_hours_and_lost_hours_cost_oil()
    {
        var field = new SimulatedField(7, Assets, Start, 730);
        field.Days.ShouldAllBe(d => d.OilM3 >= 0 && d.NptHours >= 0 && d.PlannedDowntimeHours >= 0
            && d.NptHours + d.PlannedDowntimeHours <= 24.000001);
        field.Days.Where(d => d.NptHours + d.PlannedDowntimeHours > 23.999).ShouldAllBe(d => d.OilM3 < 0.5);
        var share = field.Days.Sum(d => d.NptHours) / (24.0 * field.Days.Count);
        share.ShouldBeInRange(0.002, 0.05);
    }

    [Fact]
    public void Every_cost_has_a_reference_of_its_own()
    {
        var costs = new SimulatedField(7, Assets, Start, 730).Costs;
        costs.Select(c => c.Reference).Distinct(StringComparer.Ordinal).Count().ShouldBe(costs.Count);
        costs.ShouldAllBe(c => c.Amount > 0);
    }
}
