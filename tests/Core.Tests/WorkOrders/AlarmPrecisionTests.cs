using Maintenance.Core.Alarms;
using Maintenance.Core.Conditions;
using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;

namespace Maintenance.Core.Tests.WorkOrders;

/// <summary>Precision, recall and lead time of alarms from what people found, by hand.</summary>
public sealed class AlarmPrecisionTests
{
    private const string Bearing = "bearing_wear_likely";
    private const string Hot = "temperature_high";
    private const long Hour = 3600 * UnixMicros.PerSecond;
    private static readonly AlarmRule BearingRule = Rule(Bearing, 1, "probability.bearing_wear");
    private static readonly AlarmRule HotRule = Rule(Hot, 1, "bearing_temperature.max");

    [Fact]
    public void An_alarm_counts_as_judged_by_the_finding_of_the_order_that_names_it()
    {
        AlarmOccurrence[] events =
        [
            At("A", Bearing, 10, 20), At("A", Bearing, 30, 40), At("B", Bearing, 10, 20), At("C", Bearing, 10, 20),
            At("D", Bearing, 10, 20),
        ];
        WorkOrder[] orders =
        [
            Order(1, "A", FindingOutcomes.Confirmed, (Bearing, 10)), Order(2, "B", FindingOutcomes.NothingFound, (Bearing, 12)),
            Order(3, "C", FindingOutcomes.AnotherMode, (Bearing, 10)), Order(4, "D", FindingOutcomes.NotInspected, (Bearing, 10)),
        ];
        var found = Of(events, orders, [Finding(1, "A", "bearing_wear"), Finding(2, "B", "none"), Finding(3, "C", "whirl")])
            .Single(f => f.Rule == Bearing && f.Version is null);
        (found.Alarms, found.Judged, found.Confirmed, found.AnotherMode, found.NothingFound).ShouldBe((5, 3, 1, 1, 1));
        found.Precision.Value.ShouldBe(1 / 3.0, 1e-12);
        // Wilson, 1 of 3 at 95 %: 0.0615 to 0.7923.
        found.Precision.Low.ShouldBe(0.0615, 1e-4);
        found.Precision.High.ShouldBe(0.7923, 1e-4);
    }

    [Fact]
    public void A_withdrawn_finding_and_an_order_that_is_not_done_judge_nothing()
    {
        AlarmOccurrence[] events = [At("A", Bearing, 10, 20), At("B", Bearing, 10, 20)];
        WorkOrder[] orders =
        [
            Order(1, "A", FindingOutcomes.Confirmed, (Bearing, 10)),
            Order(2, "B", FindingOutcomes.Confirmed, (Bearing, 10)) with { State = WorkOrderStates.Cancelled },
        ];
        Of(events, orders, [Finding(1, "A", "whirl") with { Withdrawn = true }, Finding(2, "B", "none")])
            .First(f => f.Rule == Bearing).Judged.ShouldBe(0);
    }

    [Theory]
    [InlineData("bearing_wear", 1, 0, 0)]
    [InlineData("whirl", 0, 1, 0)]
    [InlineData("none", 0, 0, 1)]
    [InlineData(null, 0, 0, 1)]
    public void A_record_that_was_corrected_since_says_what_holds(string? mode, int confirmed, int another, int nothing)
    {
        var found = Of([At("A", Bearing, 10, 20)], [Order(1, "A", FindingOutcomes.NothingFound, (Bearing, 10))], [Finding(1, "A", mode)])
            .First(f => f.Rule == Bearing);
        (found.Confirmed, found.AnotherMode, found.NothingFound).ShouldBe((confirmed, another, nothing));
    }

    [Fact]
    public void Levels_of_one_rule_that_overlap_are_one_alarm_in_every_order()
    {
        AlarmOccurrence[] levels = [At("A", Bearing, 10, 20), At("A", Bearing, 12, 25), At("A", Bearing, 25, 30), At("A", Bearing, 31, 32)];
        foreach (var order in new[] { levels, [.. levels.Reverse()], [levels[2], levels[0], levels[3], levels[1]] })
            AlarmOccurrence.Of(order).Select(a => (a.FromUnixMicros / Hour, a.UntilUnixMicros / Hour)).ShouldBe([(10, 30), (31, 32)]);
    }

    [Fact]
    public void A_failure_is_announced_by_an_alarm_of_its_own_life_within_the_horizon()
    {
        AlarmOccurrence[] events =
        [
            At("A", Bearing, 90, 95), At("A", Bearing, 80, 85), // announced: 20 hours before
            At("B", Bearing, 40, 45), // before the repair at 50
            At("C", Bearing, 1, long.MaxValue / Hour), // stood all the time: the whole life
            At("D", Hot, 99, 101),
        ];
        MaintenanceRecord[] findings =
        [
            Record("A", 100, MaintenanceKinds.Failed, "bearing_wear"), Record("B", 50, MaintenanceKinds.Repaired, null),
            Record("B", 100, MaintenanceKinds.Failed, "bearing_wear"), Record("C", 400, MaintenanceKinds.Failed, "bearing_wear"),
            Record("D", 100, MaintenanceKinds.Failed, "overheating"), Record("E", 100, MaintenanceKinds.Failed, null),
            Record("F", 100, MaintenanceKinds.Failed, "bearing_wear") with { Withdrawn = true },
        ];
        var figures = Of(events, [], findings);
        var bearing = figures.Single(f => f.Rule == Bearing && f.Version is null);
        (bearing.Failures, bearing.Recall.Hits).ShouldBe((3, 2), "overheating and unknown causes are not what it is for");
        bearing.LeadHours.ShouldBe([20, 399]);
        bearing.MedianLeadHours.ShouldBe(209.5);
        bearing.P10LeadHours.ShouldBe(20 + (0.1 * 379), 1e-9);
        var hot = figures.Single(f => f.Rule == Hot && f.Version is null);
        (hot.Failures, hot.Recall.Hits).ShouldBe((5, 1), "a rule about no mode in particular is for all");
    }

    [Fact]
    public void An_alarm_before_the_horizon_says_nothing_of_a_failure()
    {
        MaintenanceRecord[] failed = [Record("A", 400, MaintenanceKinds.Failed, "bearing_wear")];
        Of([At("A", Bearing, 100, 231)], [], failed).First(f => f.Rule == Bearing).Recall.Hits
            .ShouldBe(0, "169 h before, the horizon is 168");
        Of([At("A", Bearing, 100, 233)], [], failed).First(f => f.Rule == Bearing).LeadHours.ShouldBe([300]);
    }

    [Fact]
    public void A_failure_before_which_alarms_are_no_longer_known_is_not_called_missed()
    {
        MaintenanceRecord[] failed =
            [Record("A", 100, MaintenanceKinds.Failed, "bearing_wear"), Record("A", 600, MaintenanceKinds.Failed, "bearing_wear")];
        AlarmOccurrence[] events = [At("A", Bearing, 590, 600)];
        Missed(since: long.MinValue).ShouldBe((2, 1));
        Missed(since: 400 * Hour).ShouldBe((1, 1));
        Missed(since: 500 * Hour).ShouldBe((0, 0), "the horizon before it reaches back to what is not known");

        (int Failures, int Hits) Missed(long since) => AlarmPrecision.Of(events, [], failed, _ => [Always(BearingRule)], (_, _) => null,
            AlarmPrecision.Horizon, since).Where(f => f.Rule == Bearing && f.Version is null)
            .Select(f => (f.Failures, f.Recall.Hits)).Single();
    }

    [Fact]
    public void Versions_are_told_apart_by_the_times_that_they_judged()
    {
        AlarmRulePeriod[] periods =
        [
            new(BearingRule, long.MinValue, 50 * Hour), new(BearingRule with { Version = 2 }, 50 * Hour, long.MaxValue),
        ];
        AlarmOccurrence[] events = [At("A", Bearing, 60, 70) with { RuleVersion = 2 }];
        MaintenanceRecord[] findings =
            [Record("B", 20, MaintenanceKinds.Failed, "bearing_wear"), Record("A", 80, MaintenanceKinds.Failed, "bearing_wear")];
        AlarmPrecision.Of(events, [], findings, _ => periods, (_, _) => null, AlarmPrecision.Horizon)
            .Select(f => (f.Version, f.Alarms, f.Failures, f.Recall.Hits)).ShouldBe([(null, 1, 2, 1), (1, 0, 1, 0), (2, 1, 1, 1)]);
    }

    [Fact]
    public void A_model_answers_for_alarms_that_judge_what_it_says_and_for_failures_while_it_served()
    {
        AlarmOccurrence[] events =
        [
            At("A", Bearing, 10, 20) with { Model = "m1" }, At("A", Hot, 10, 20) with { Model = "m1" },
            At("B", Bearing, 60, 70) with { Model = "m2" },
        ];
        MaintenanceRecord[] findings =
            [Record("A", 30, MaintenanceKinds.Failed, "bearing_wear"), Record("B", 80, MaintenanceKinds.Failed, "imbalance")];
        AlarmPrecision.Of(events, [], findings, _ => [Always(BearingRule), Always(HotRule)], (_, at) => at < 50 * Hour ? "m1" : "m2",
            AlarmPrecision.Horizon).Where(f => f.Model is not null)
            .Select(f => (f.Model, f.Alarms, f.Failures, f.LeadHours.Single())).ShouldBe([("m1", 1, 1, 20.0), ("m2", 1, 1, 20.0)]);
    }

    [Theory]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    public void The_interval_is_that_of_wilson(int hits, int cases, double low, double high)
    {
        new Proportion(hits, cases).Low.ShouldBe(low, 1e-4);
        new Proportion(hits, cases).High.ShouldBe(high, 1e-4);
        double.IsNaN(new Proportion(0, 0).Low).ShouldBeTrue("no case says nothing");
    }

    [Fact]
    public void States_follow_each_other_as_the_work_goes_and_nothing_follows_the_end()
    {
        var allowed = WorkOrderStates.All.SelectMany(b =>
            WorkOrderStates.All.Where(a => WorkOrderStates.Follows(a, b)).Select(a => $"{b} {a}"));
        allowed.ShouldBe(
        [
            "open planned", "open in_progress", "open done", "open cancelled", "planned open", "planned in_progress", "planned done",
            "planned cancelled", "in_progress planned", "in_progress done", "in_progress cancelled",
        ]);
    }

    [Theory]
    [InlineData(30f, 140f, AlarmPriority.High, 29.0, "P10 of the remaining life is 30 operating hours")]
    [InlineData(140f, 140f, AlarmPriority.High, 139.0, "P10 of the remaining life is more than 140 operating hours")]
    [InlineData(900f, float.NaN, AlarmPriority.High, 720.0, "P10 of the remaining life is 900 operating hours; at most 30 days are given")]
    [InlineData(0.5f, 140f, AlarmPriority.High, 0.0, "P10 of the remaining life is 0.5 operating hours and they are over: at once")]
    [InlineData(float.NaN, float.NaN, AlarmPriority.High, 24.0, "no remaining life is estimated; 1 day by its priority")]
    [InlineData(float.NaN, float.NaN, AlarmPriority.Medium, 168.0, "no remaining life is estimated; 7 days by its priority")]
    public void It_is_due_by_the_lower_quantile_of_the_remaining_life_and_says_so(float p10, float limit, AlarmPriority priority,
        double dueAfterHours, string because)
    {
        var life = new RulQuantiles(p10, p10 * 2, p10 * 3) { Limit = limit };
        var due = WorkOrderDue.Of(life, assessedUnixMicros: -Hour, priority, nowUnixMicros: 0);
        ((double)due.UnixMicros / Hour, due.Because).ShouldBe((dueAfterHours, because));
    }

    private static IReadOnlyList<AlarmFigures> Of(IEnumerable<AlarmOccurrence> events, WorkOrder[] orders, MaintenanceRecord[] findings)
    {
        var figures = AlarmPrecision.Of(events, orders, findings, _ => [Always(BearingRule), Always(HotRule)], (_, _) => null,
            AlarmPrecision.Horizon);
        var reversed = AlarmPrecision.Of(events.Reverse(), orders.Reverse(), [.. findings.Reverse()],
            _ => [Always(HotRule), Always(BearingRule)], (_, _) => null, AlarmPrecision.Horizon);
        reversed.ShouldBeEquivalentTo(figures);
        return figures;
    }

    private static AlarmRulePeriod Always(AlarmRule rule) => new(rule, long.MinValue, long.MaxValue);

    private static AlarmOccurrence At(string asset, string rule, long from, long until) =>
        new(asset, rule, 1, from * Hour, until * Hour, Model: null);

    private static WorkOrder Order(long number, string asset, string outcome, params (string Rule, long At)[] alarms) => new()
    {
        Number = number, Revision = 2, Asset = asset, Title = "look at it", DueUnixMicros = 0, DueBecause = "", RaisedUnixMicros = 0,
        RaisedBy = "ann", ChangedUnixMicros = 0, ChangedBy = "ann", State = WorkOrderStates.Done, Outcome = outcome,
        SuspectedMode = "bearing_wear",
        Alarms = [.. alarms.Select(a => new WorkOrderAlarm(a.Rule, a.At * Hour))],
    };

    private static MaintenanceRecord Finding(long order, string asset, string? mode) =>
        Record(asset, 50, MaintenanceKinds.Inspected, mode) with { WorkOrder = order };

    private static MaintenanceRecord Record(string asset, long hour, string kind, string? mode) =>
        new(asset, hour * Hour, kind, mode, null, 0, "ann", Withdrawn: false);

    private static AlarmRule Rule(string id, int version, string signal) => new()
    {
        Id = id, Version = version, Title = id, Cause = "", Consequence = "", Action = "", TimeToRespond = TimeSpan.FromHours(1),
        Levels = [new AlarmLevel("high", AlarmPriority.High, new AlarmCondition.Compare(signal, AlarmComparison.Above, 0.5, 0, null))],
    };
}
