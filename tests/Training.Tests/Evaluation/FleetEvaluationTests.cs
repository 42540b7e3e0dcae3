using Maintenance.Core.Conditions;
using Maintenance.Core.Time;
using Maintenance.Scoring.Registry;
using Maintenance.Simulator.Scenarios;
using Maintenance.Training.Evaluation.Fleet;

namespace Maintenance.Training.Tests.Evaluation;

public sealed class FleetEvaluationTests
{
    [Fact]
    public void Bounds_are_those_of_the_tables()
    {
        // Half the 95 % quantile of chi-square with 2, 4 and 22 degrees of freedom.
        ExactBounds.PoissonUpper(0).ShouldBe(2.9957, 1e-4);
        ExactBounds.PoissonUpper(1).ShouldBe(4.7439, 1e-4);
        ExactBounds.PoissonUpper(10).ShouldBe(16.9622, 1e-4);
        // 0.05^(1/20); and Clopper and Pearson for 19 of 20.
        ExactBounds.ShareLower(20, 20).ShouldBe(0.8609, 1e-4);
        ExactBounds.ShareLower(19, 20).ShouldBe(0.7839, 1e-4);
        ExactBounds.ShareLower(0, 20).ShouldBe(0);
    }

    [Fact]
    public void An_alarm_needs_two_looks_and_a_look_that_suspects_asks_for_another()
    {
        var latch = new AlarmLatch();
        latch.Update(0.4f).ShouldBeFalse();
        latch.IsPending.ShouldBeTrue();
        latch.Update(0.2f).ShouldBeFalse();
        latch.IsPending.ShouldBeFalse();
        latch.Update(0.4f).ShouldBeFalse();
        latch.Update(0.3f).ShouldBeTrue();
        latch.Update(0.2f).ShouldBeFalse();
        latch.Active.ShouldBeTrue("cleared below 0.15 only");
        latch.Update(0.1f);
        latch.Update(0.1f);
        latch.Active.ShouldBeFalse();
    }

    [Fact]
    public void Looks_go_on_and_see_every_part_of_an_hour()
    {
        var seen = new HashSet<long>();
        var (t, looks) = (0L, 0);
        for (; t < 730L * 3_600 * UnixMicros.PerSecond; looks++)
        {
            var next = Attention.Months.NextLook(t);
            next.ShouldBeGreaterThan(t);
            t = next;
            seen.Add(t / UnixMicros.PerSecond % 7_200 / 600);
        }
        looks.ShouldBeInRange(365, 500);
        seen.Count.ShouldBeGreaterThanOrEqualTo(8);
        Attention.Slow.NextLook(0).ShouldBe(600 * UnixMicros.PerSecond);
    }

    [Fact]
    public void Seeds_are_apart_from_those_of_training_and_a_plan_gives_each_drill_its_fault()
    {
        var drills = new FleetRuns(1, FleetEvaluationSize.Quick).All(Library());
        drills.ShouldAllBe(d => d.Fleet.Options.Seed > 2_000_000_000);
        drills.Where(d => d.Fault is not null).Select(d => d.Fault!.FailureMode).Distinct().ShouldBe(FailureModes.All, ignoreOrder: true);
        drills.Where(d => d.Fault is not null).Select(d => d.Fault!.Growth).Distinct().Count().ShouldBeGreaterThan(15);
        drills.Count(d => d.Group == FleetRuns.Healthy).ShouldBe(4);
        drills.ShouldContain(d => d.Group == "sensor-frozen: torque" && d.SensorFault!.Channel == "torque");
    }

    [Fact]
    public void Faults_are_found_by_the_live_path_and_named_and_the_figures_are_the_same_again()
    {
        var library = Library().Where(s => s.Name is "imbalance" or "quiet-fleet" or "sensor-offset" or "noisy-sensors").ToList();
        var figures = Run(library);
        var imbalance = figures.Modes.ShouldHaveSingleItem();
        (imbalance.Faults, imbalance.Found, imbalance.NamedRight).ShouldBe((2, 2, 2));
        imbalance.MedianLeadShare!.Value.ShouldBeInRange(0.2, 1);
        figures.Healthy.DrillMonths.ShouldBeInRange(1, 1.1);
        figures.Healthy.GradedShare.ShouldBeInRange(0.4, 1);
        figures.Noisy.Looks.ShouldBeGreaterThan(200);
        figures.Sensors.Select(s => s.Drills).ShouldBe([1, 1]);
        System.Text.Json.JsonSerializer.Serialize(Run(library)).ShouldBe(System.Text.Json.JsonSerializer.Serialize(figures));
    }

    private static FleetFigures Run(IReadOnlyList<Scenario> library) => new FleetEvaluation(
        () => ConditionModels.Load(Repository.PathOf("models/drill-health.pmml")), 3, new FleetEvaluationSize(2, 1, 1))
        .Run(library, (_, _) => { }, CancellationToken.None);

    private static IReadOnlyList<Scenario> Library() => [.. Directory.GetFiles(Repository.PathOf("scenarios"), "*.json").Order()
        .Select(ScenarioLibrary.Load)];
}
