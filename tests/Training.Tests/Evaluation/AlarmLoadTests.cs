using Maintenance.Core.Alarms;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Conditions;
using Maintenance.Core.Time;
using Maintenance.Simulator.Physics;
using Maintenance.Training.Evaluation.Fleet.Alarms;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Training.Tests.Evaluation;

public sealed class AlarmLoadTests
{
    private const long Start = 1_767_225_600_000_000;
    private const long Hour = 3_600_000_000;

    [Fact]
    public async Task The_load_goes_through_the_pipeline_and_acknowledgements_change_no_count()
    {
        var rules = AlarmRuleSet.Of(Rule("turning", new AlarmCondition.Compare("rotary_speed", AlarmComparison.Above, 40, 5, Word: null)));
        var folder = Directory.CreateTempSubdirectory("alarm-load-").FullName;
        try
        {
            var figures = await Evaluation(rules).RunAsync(folder, _ => { }, CancellationToken.None);
            figures.Blocks.ShouldBe(Enumerable.Range(0, 4).Sum(drill => Enumerable.Range(0, 1_800)
                .Count(s => AlarmLoadSeconds.Includes(drill, 1_772_323_200 + s))));
            var alarms = Value(figures.Unattended, "alarms");
            alarms!.Value.ShouldBeGreaterThan(0);
            figures.Rules.ShouldBe(new Dictionary<string, int> { ["turning"] = (int)alarms });
            Value(figures.Unattended, "acknowledged").ShouldBe(0);
            figures.Attended.Select(a => a.Operators).ShouldBe([1, 2]);
            foreach (var shift in figures.Attended)
            {
                Value(shift.Figures, "alarms").ShouldBe(alarms);
                Value(shift.Figures, "per_operator_hour")!.Value
                    .ShouldBe(Value(figures.Unattended, "per_operator_hour")!.Value / shift.Operators, 1e-9);
                Value(shift.Figures, "acknowledged")!.Value.ShouldBeGreaterThan(0);
                shift.Actions.ShouldBeGreaterThanOrEqualTo((long)Value(shift.Figures, "acknowledged")!.Value);
                shift.AuditProblem.ShouldBeNull();
            }
            var again = await Evaluation(rules).RunAsync(folder, _ => { }, CancellationToken.None);
            again.Unattended.ShouldBe(figures.Unattended);
            again.Attended.Select(a => a.Figures).ShouldBe(figures.Attended.Select(a => a.Figures));
            Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_fault_is_alarmed_by_an_alarm_of_the_machine_between_onset_and_failure()
    {
        // Onset after 2 h, failure after 5 h, repaired after 6 h, and again.
        var fault = new Fault(FailureModes.Imbalance, Start, TimeSpan.FromHours(2), TimeSpan.FromHours(3), TimeSpan.FromHours(1));
        var fleet = SimulatedFleet.Create(new FleetOptions { Assets = 2, StartUnixMicros = Start }, new FaultPlan([fault, null]));
        var rules = AlarmRuleSet.Of(Rule("imbalance", Above("probability.imbalance")), Rule("no_data", Above(AlarmSignals.DataGap)),
            Rule("frozen", Above(AlarmSignals.SensorFault + "frozen")));
        AlarmOccurrence[] alarms =
            [At("imbalance", 1.9), At("no_data", 3), At("frozen", 3.5), At("imbalance", 4), At("imbalance", 4.5), At("imbalance", 11)];
        var found = FaultAlarms.Of(fleet, Start + (24 * Hour), _ => alarms, rules);
        found.Select(f => f.Raised is null ? (double?)null : Math.Round(f.LeadHours!.Value, 6)).ShouldBe([1, null, null, null]);
        (found[0].Rule, found[0].FailureMode, found[0].Asset).ShouldBe(("imbalance", "imbalance", fleet.Assets[0].Id.Value));
        found[1].Failure.ShouldBe(UnixMicros.ToUtc(Start + (11 * Hour)), "raised at the failure itself is too late");
    }

    [Fact]
    public void What_stood_over_a_day_is_told_beside_the_fault_and_its_repair()
    {
        // Onset after 2 h, failure after 50 h, repaired after 51 h, and again.
        var fault = new Fault(FailureModes.Imbalance, Start, TimeSpan.FromHours(2), TimeSpan.FromHours(48), TimeSpan.FromHours(1));
        var fleet = SimulatedFleet.Create(new FleetOptions { Assets = 2, StartUnixMicros = Start }, new FaultPlan([fault, null]));
        AlarmOccurrence[] alarms =
            [Stood("long", 10, 51.1), Stood("short", 10, 34), Stood("stands", 60, null), Stood("early", 20, 50.5)];
        var found = FaultAlarms.StaleOf(fleet, Start + (100 * Hour), asset => asset == fleet.Assets[0].Id.Value ? alarms : []);
        found.Select(s => s.Rule).ShouldBe(["long", "stands", "early"]);
        (found[0].FailureMode, found[0].Failed, found[0].Repaired, found[0].AfterRepair).ShouldBe(("imbalance",
            UnixMicros.ToUtc(Start + (50 * Hour)), UnixMicros.ToUtc(Start + (51 * Hour)), TimeSpan.FromHours(0.1)));
        (found[1].Returned, found[1].Failed, found[1].Repaired, found[1].AfterRepair).ShouldBe((null, null, null, null));
        found[2].AfterRepair.ShouldBeNull("it returned before anybody mended anything");

        static AlarmOccurrence Stood(string rule, double from, double? until) => At(rule, from) with
        {
            ReturnedUnixMicros = until is { } hours ? Start + (long)(hours * Hour) : UnixMicros.None,
        };
    }

    [Fact]
    public void What_looks_at_data_and_sensors_only_is_not_of_the_machine()
    {
        var both = new AlarmCondition.Any([Above(AlarmSignals.ClockAhead), new AlarmCondition.Not(Above("torque"))]);
        FaultAlarms.IsOfMachine(Rule("a", both)).ShouldBeTrue();
        foreach (var signal in (string[])[AlarmSignals.DataGap, AlarmSignals.NotAssessed, AlarmSignals.SensorFaults, "sensor_fault.frozen"])
            FaultAlarms.IsOfMachine(Rule("a", new AlarmCondition.All([Above(signal)]))).ShouldBeFalse(signal);
    }

    [Fact]
    public void A_drill_sends_two_seconds_of_each_ten_of_a_minute_in_ten_and_blocks_in_between()
    {
        for (var drill = 0; drill < 40; drill++)
        {
            var sent = Enumerable.Range(0, 6_000).Where(s => AlarmLoadSeconds.Includes(drill, 1_772_323_200 + s)).ToList();
            sent.Count.ShouldBeInRange(370, 390);
            sent.Zip(sent.Skip(1), (a, b) => b - a).Max().ShouldBeLessThanOrEqualTo(23);
        }
    }

    private static AlarmLoadEvaluation Evaluation(AlarmRuleSet rules) =>
        new(rules, seed: 7, new AlarmLoadSize(Days: 1 / 48.0, Drills: 4, EverySecond: false), NullLoggerFactory.Instance)
        {
            Model = Repository.PathOf("models/drill-health.zip"), LifeModel = Repository.PathOf("models/drill-life.pmml"),
        };

    private static double? Value(IReadOnlyList<AlarmFigure> figures, string name) =>
        figures.Single(f => string.Equals(f.Name, name, StringComparison.Ordinal)).Value;

    private static AlarmOccurrence At(string rule, double hours)
    {
        var at = Start + (long)(hours * Hour);
        return new AlarmOccurrence(rule, at, at, at + 1, at, WasOver: false, AlarmPriority.Low, Escalations: 0);
    }

    private static AlarmCondition.Compare Above(string signal) => new(signal, AlarmComparison.Above, 0.5, 0, Word: null);

    private static AlarmRule Rule(string id, AlarmCondition when) => new()
    {
        Id = id,
        Version = 1,
        Title = id,
        Levels = [new AlarmLevel("high", AlarmPriority.Low, when)],
        Cause = "c",
        Consequence = "c",
        Action = "a",
        TimeToRespond = TimeSpan.FromMinutes(10),
    };
}
