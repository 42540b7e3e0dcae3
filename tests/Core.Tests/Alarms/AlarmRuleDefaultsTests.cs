using Maintenance.Core.Alarms;
using Maintenance.Core.Conditions;

namespace Maintenance.Core.Tests.Alarms;

public sealed class AlarmRuleDefaultsTests
{
    private static readonly IReadOnlyList<AlarmRule> Rules = [.. AlarmRuleDefaults.Set.For(asset: null).Select(p => p.Rule)];

    [Fact]
    public void Each_default_passes_the_checks_that_every_change_must_pass()
    {
        AlarmRuleDefaults.Set.Problems.ShouldBeEmpty();
        Rules.Count.ShouldBe(AlarmRuleDefaults.Rows.Count);
        foreach (var row in AlarmRuleDefaults.Rows)
            AlarmRuleCheck.Of(AlarmRuleDefaults.Set, AlarmRuleDefinition.Of(row with { Version = 2 }), assets: []).ShouldBeEmpty(row.Rule);
    }

    [Fact]
    public void Every_failure_mode_has_a_rule_that_judges_its_probability() =>
        FailureModes.All.ShouldBeSubsetOf(Rules.Where(r => Signals(r).Contains(AlarmSignals.Probability + r.Id)).Select(r => r.Id));

    [Theory]
    [InlineData(AlarmSignals.Grade)]
    [InlineData("rul_p10_hours")]
    [InlineData("bearing_temperature")]
    [InlineData("motor_temperature")]
    [InlineData("gearbox_temperature")]
    [InlineData("mud_temperature")]
    [InlineData("descriptor.velocity_rms_mm_per_s")]
    [InlineData("oil_pressure")]
    [InlineData("standpipe_pressure")]
    [InlineData("deviation.torque")]
    [InlineData("rate.bearing_temperature")]
    [InlineData(AlarmSignals.DataGap)]
    [InlineData("sensor_fault.frozen")]
    [InlineData("sensor_fault.out_of_range")]
    [InlineData("sensor_fault.spiking")]
    [InlineData(AlarmSignals.ClockAhead)]
    [InlineData(AlarmSignals.NotAssessed)]
    [InlineData(AlarmSignals.ModelRefused)]
    public void Every_kind_of_condition_is_judged(string signal) => Rules.SelectMany(Signals).ShouldContain(signal);

    [Fact]
    public void Every_kind_of_sensor_fault_is_judged() =>
        AlarmSignals.SensorFaultKinds.ShouldBeSubsetOf(Rules.SelectMany(Signals)
            .Where(s => s.StartsWith(AlarmSignals.SensorFault, StringComparison.Ordinal))
            .Select(s => s[AlarmSignals.SensorFault.Length..]));

    [Fact]
    public void Most_alarms_are_low_and_few_are_high()
    {
        // As they are raised, EEMUA 191 asks for about 80, 15 and 5 of a hundred; most rules never reach their second level.
        var (first, all) = (Rules.Select(r => r.Levels[0].Priority).ToList(), Rules.SelectMany(r => r.Levels).ToList());
        (first.Count(p => p == AlarmPriority.Low) / (double)first.Count).ShouldBeInRange(0.8, 0.97);
        (all.Count(l => l.Priority == AlarmPriority.Low) / (double)all.Count).ShouldBeInRange(0.6, 0.8);
        (all.Count(l => l.Priority == AlarmPriority.High) / (double)all.Count).ShouldBeInRange(0.05, 0.1);
    }

    [Fact]
    public void No_data_masks_nothing() => Rules.ShouldAllBe(r => r.MaskedBy != "no_data");

    [Fact]
    public void Every_limit_of_a_measured_signal_has_a_deadband_and_a_delay()
    {
        foreach (var rule in Rules.Where(r => Compares(r).Any(c => c.Comparison != AlarmComparison.Is && IsMeasured(c.Signal))))
        {
            Compares(rule).ShouldAllBe(c => c.Comparison == AlarmComparison.Is || !IsMeasured(c.Signal) || c.Deadband > 0, rule.Id);
            (rule.OnDelay > TimeSpan.Zero && rule.OffDelay > TimeSpan.Zero).ShouldBeTrue(rule.Id);
        }
    }

    private static bool IsMeasured(string signal) => !signal.StartsWith(AlarmSignals.SensorFault, StringComparison.Ordinal)
        && signal is not (AlarmSignals.Grade or AlarmSignals.NotAssessed or AlarmSignals.DataGap or AlarmSignals.ClockAhead
            or AlarmSignals.ModelRefused);

    private static IEnumerable<string> Signals(AlarmRule rule) => Compares(rule).Select(c => c.Signal);

    private static IEnumerable<AlarmCondition.Compare> Compares(AlarmRule rule) => rule.Levels.SelectMany(l => Compares(l.When));

    private static IEnumerable<AlarmCondition.Compare> Compares(AlarmCondition condition) => condition switch
    {
        AlarmCondition.Compare compare => [compare],
        AlarmCondition.All all => all.Conditions.SelectMany(Compares),
        AlarmCondition.Any any => any.Conditions.SelectMany(Compares),
        AlarmCondition.Not not => Compares(not.Condition),
        _ => [],
    };
}
