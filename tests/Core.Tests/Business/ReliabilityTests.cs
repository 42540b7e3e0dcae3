using Maintenance.Core.Business;

namespace Maintenance.Core.Tests.Business;

/// <summary>Figures of time against closed forms; what is not known stays so.</summary>
public sealed class ReliabilityTests
{
    [Fact]
    public void Figures_follow_their_formulae()
    {
        Reliability.Availability(700, 20).ShouldBe(700 / 720.0);
        Reliability.NonProductiveTime(72, 720).ShouldBe(0.1);
        Reliability.MeanHoursBetweenFailures(700, 2).ShouldBe(350);
        Reliability.MeanHoursToRepair(36, 2).ShouldBe(18);
        Reliability.PlannedMaintenanceCompliance(19, 20).ShouldBe(0.95);
        Reliability.OverallEffectiveness(0.9, 0.95, 0.99).ShouldBe(0.9 * 0.95 * 0.99);
    }

    [Fact]
    public void Time_is_lost_invisibly_when_metres_take_longer_than_planned()
    {
        // 240 m planned in 24 h; 200 m took 22 h, of which the plan asks 20.
        Reliability.InvisibleLostHours(22, 200, 240, 24).ShouldBe(2, 1e-12);
        Reliability.InvisibleLostHours(18, 200, 240, 24).ShouldBe(0, "faster than planned loses nothing");
    }

    [Fact]
    public void Oil_is_deferred_by_lost_hours_and_never_more_than_is_missing()
    {
        Reliability.DeferredM3(plannedM3: 240, actualM3: 180, lostHours: 6, hours: 24).ShouldBe(60);
        Reliability.DeferredM3(240, 220, 6, 24).ShouldBe(20, "the rest was made up");
        Reliability.DeferredM3(240, 250, 6, 24).ShouldBe(0);
    }

    [Fact]
    public void Without_evidence_no_figure_looks_like_health()
    {
        double[] figures =
        [
            Reliability.Availability(0, 0), Reliability.NonProductiveTime(0, 0), Reliability.MeanHoursBetweenFailures(700, 0),
            Reliability.MeanHoursToRepair(0, 0), Reliability.PlannedMaintenanceCompliance(0, 0),
            Reliability.InvisibleLostHours(22, 200, double.NaN, 24), Reliability.InvisibleLostHours(22, 200, 0, 0),
            Reliability.DeferredM3(double.NaN, 180, 6, 24), Reliability.DeferredM3(240, 180, 6, 0),
        ];
        figures.ShouldAllBe(f => double.IsNaN(f));
    }
}
