using Maintenance.Core.Business;

namespace Maintenance.Core.Tests.Business;

/// <summary>Money at risk, and acting now against waiting.</summary>
public sealed class MaintenanceDecisionTests
{
    // A top drive: 18 h of non-productive time at 90 k$ a day, a well of 100 m³ at 472 $.
    private static readonly FailureRates Rates = new(60_000, 18, 22_000, 6, 90_000, 472);

    [Fact]
    public void A_failure_costs_its_repair_its_lost_time_and_its_oil()
    {
        Rates.Failure(100).ShouldBe(60_000 + 0.75 * (90_000 + 47_200));
        Rates.Planned(100).ShouldBe(22_000 + 0.25 * 47_200);
    }

    [Fact]
    public void The_time_of_failure_goes_through_its_quantiles()
    {
        var life = new FailureTime(100, 200, 600);
        life.ProbabilityBefore(100).ShouldBe(0.1, 1e-6);
        life.ProbabilityBefore(200).ShouldBe(0.5, 1e-6);
        life.ProbabilityBefore(600).ShouldBe(0.9, 1e-6);
        life.ProbabilityBefore(0).ShouldBe(0);
        (life with { Probability = 0.25 }).ProbabilityBefore(600).ShouldBe(0.225, 1e-6);
        for (var hours = 1; hours < 2000; hours++)
            life.ProbabilityBefore(hours + 1).ShouldBeGreaterThanOrEqualTo(life.ProbabilityBefore(hours));
    }

    [Fact]
    public void Risk_is_probability_times_cost() =>
        MaintenanceDecision.Risk(new FailureTime(100, 200, 600), Rates, 100, 200).ShouldBe(0.5 * Rates.Failure(100), 0.1);

    [Fact]
    public void The_best_day_lies_before_the_failure_and_waits_where_nothing_threatens()
    {
        var soon = MaintenanceDecision.Choices(new FailureTime(10 * 24, 20 * 24, 40 * 24), Rates, 100, 60);
        var best = MaintenanceDecision.Best(soon);
        best.Day.ShouldBeInRange(1, 10);
        best.ExpectedCost.ShouldBeLessThan(soon[0].ExpectedCost);
        soon[60].ExpectedCost.ShouldBeGreaterThan(2 * best.ExpectedCost, "waiting means a failure");
        var never = MaintenanceDecision.Choices(new FailureTime(1e6, 2e6, 4e6), Rates, 100, 60);
        MaintenanceDecision.Best(never).Day.ShouldBe(60);
        MaintenanceDecision.Best(MaintenanceDecision.Choices(new FailureTime(1, 2, 3), Rates, 100, 60)).Day.ShouldBe(0);
    }
}
