using System.Globalization;
using Maintenance.Core.Alarms;
using Maintenance.Core.Time;
using Maintenance.Scoring.Alarms;
using static Maintenance.Scoring.Tests.Alarms.TestRules;

namespace Maintenance.Scoring.Tests.Alarms;

/// <summary>The fold of readings into alarms, by tables of seconds and values.</summary>
public sealed class AlarmEventFoldTests
{
    private const string Signal = "bearing_temperature";
    private const long Start = 1_000_000_000_000;

    [Theory]
    [InlineData("0:18 30:22 60:25 90:18", 0, 0, 0, "30-90")]
    [InlineData("0:18 30:22 60:25 90:18", 0, 5, 0, "30-90")]
    [InlineData("0:18 30:22 60:25 90:18 99:18", 0, 5, 10, "30-")]
    [InlineData("0:18 30:22 60:25 90:18 100:18", 0, 5, 10, "30-90")]
    [InlineData("0:18 30:22 34:25 90:18", 0, 5, 0, "")] // no reading proves the on-delay
    [InlineData("0:18 30:22 35:25", 0, 5, 0, "30-")]
    [InlineData("0:21 1:19 2:21 3:19 4:21 20:19", 0, 0, 10, "0-")] // chatter is one alarm
    [InlineData("0:21 1:19 2:21 3:19 4:21 20:19", 0, 0, 0, "0-1 2-3 4-20")]
    [InlineData("0:21 1:18.5 2:21 3:18.5 4:17.9", 2, 0, 0, "0-4")] // within the deadband it goes on
    [InlineData("0:21 1:18 2:21", 2, 0, 0, "0-1 2-")] // at the limit less the deadband it is over
    [InlineData("0:20 1:20", 0, 0, 0, "")] // the limit itself is not above it
    [InlineData("0:21 5:- 6:21", 0, 5, 0, "0-")]
    [InlineData("0:21 5:- 6:- 7:-", 0, 5, 0, "")] // missing values raise nothing
    [InlineData("0:21 5:21 6:- 600:- 601:21", 0, 5, 3, "0-")] // and return nothing
    [InlineData("0:21 5:21 6:19 9:- 10:21", 0, 5, 3, "0-6")] // but time that has come is time that has come
    public void Readings_give_the_alarms(string readings, double deadband, int onDelay, int offDelay, string expected) =>
        Folded(Rule("r", Above(Signal, 20, deadband), onDelay, offDelay), readings).ShouldBe(expected);

    [Fact]
    public void A_count_begins_with_the_first_of_its_onsets()
    {
        var rule = Rule("r", Above(Signal, 20), count: 3, withinSeconds: 60);
        Folded(rule, "0:21 1:19 20:21 21:19 60:21 61:19").ShouldBe("0-61");
        Folded(rule, "0:21 1:19 20:21 21:19 61:21 62:19").ShouldBe("");
        Folded(rule, "0:21 1:19 20:21 21:19 61:21 62:19 70:21 71:19").ShouldBe("20-71");
    }

    [Fact]
    public void A_filter_that_ends_suppresses_and_says_so()
    {
        var rule = Rule("r", Above(Signal, 20), filter: Above("torque", 1));
        var changes = Changes(rule, "0:21,5 10:21,0 20:21,5 30:19,5");
        changes.Select(c => c.End).ShouldBe([AlarmEnd.Normal, AlarmEnd.Suppressed, AlarmEnd.Normal, AlarmEnd.Normal]);
        Text(changes).ShouldBe("0-10 20-30");
        AlarmText.Of(changes[1].Level, changes[1].Value, changes[1].End).ShouldEndWith("; then suppressed by design");
    }

    [Fact]
    public void What_was_never_known_neither_triggers_nor_clears()
    {
        Folded(Rule("r", Not(Above(Signal, 20))), "0:- 10:- 20:19 30:21").ShouldBe("20-30");
        Folded(Rule("r", Any(Above(Signal, 20), Not(Above("torque", 1)))), "0:- 10:19,- 20:21,-").ShouldBe("20-");
        Folded(Rule("r", All(Above(Signal, 20), Above("torque", 1))), "0:21,- 10:21,2 20:-,- 30:-,0").ShouldBe("10-30");
    }

    [Fact]
    public void A_rule_that_is_changed_ends_its_alarm()
    {
        var (old, young) = (Rule("r", Above(Signal, 20)), Rule("r", Above(Signal, 10)) with { Version = 2 });
        var rules = Compiled(new(old, long.MinValue, Start + (15 * UnixMicros.PerSecond)),
            new(young, Start + (15 * UnixMicros.PerSecond), long.MaxValue));
        var changes = Changes(rules, "0:21 10:22 20:23 30:5");
        Text(changes).ShouldBe("0-15 20-30");
        changes.Select(c => c.Level.Rule.Version).ShouldBe([1, 1, 2, 2]);
        changes[1].End.ShouldBe(AlarmEnd.RuleChanged);
    }

    [Fact]
    public void Outside_its_hours_a_rule_is_suppressed_by_design()
    {
        var rule = Rule("r", Above(Signal, 20)) with
        {
            Schedule = new WeeklyHours("UTC", [], HourOf(10), HourOf(25)),
        };
        var changes = Changes(rule, "0:21 10:21 20:21 25:21 30:21");
        Text(changes).ShouldBe("10-25");
        changes[^1].End.ShouldBe(AlarmEnd.Suppressed);

        static TimeOnly HourOf(int second) => TimeOnly.FromDateTime(UnixMicros.ToUtc(Start + (second * UnixMicros.PerSecond)));
    }

    [Fact]
    public void A_state_survives_its_text()
    {
        var rules = Compiled([.. new[] { Rule("a", Above(Signal, 20), 5, 5), Rule("b", Above(Signal, 19), count: 3, withinSeconds: 60) }
            .Select(r => new AlarmRulePeriod(r, long.MinValue, long.MaxValue))]);
        var (fold, state) = (new AlarmEventFold(), new FoldState(rules));
        FoldStateText.Of(state).ShouldBeNull();
        foreach (var (time, values) in Readings(rules, "0:21 1:18 2:21 4:18 7:21 9:22")) fold.Fold(state, values, time);
        FoldStateText.Restored(rules, FoldStateText.Of(state)).Matches(state).ShouldBeTrue();
        FoldStateText.Of(state)!.ShouldContain("\"phase\":2");
    }

    private static string Folded(AlarmRule rule, string readings) => Text(Changes(rule, readings));

    private static List<AlarmChange> Changes(AlarmRule rule, string readings) =>
        Changes(Compiled(new AlarmRulePeriod(rule, long.MinValue, long.MaxValue)), readings);

    private static List<AlarmChange> Changes(CompiledRules rules, string readings)
    {
        var (fold, state) = (new AlarmEventFold(), new FoldState(rules));
        foreach (var (time, values) in Readings(rules, readings)) fold.Fold(state, values, time);
        return fold.Changes;
    }

    private static CompiledRules Compiled(params AlarmRulePeriod[] periods) => new RuleCompiler().Of(periods);

    // "seconds:value" or "seconds:value,value"; - is missing. The first value is the bearing's temperature, the second the torque.
    private static IEnumerable<(long Time, float[] Values)> Readings(CompiledRules rules, string text)
    {
        foreach (var reading in text.Split(' '))
        {
            var (time, given) = (reading.Split(':')[0], reading.Split(':')[1].Split(','));
            var values = Array.ConvertAll(given, v => v == "-" ? float.NaN : float.Parse(v, CultureInfo.InvariantCulture));
            yield return (Start + (long.Parse(time, CultureInfo.InvariantCulture) * UnixMicros.PerSecond),
                [.. rules.Signals.Select(s => s == CompiledSignal.Of(Signal) ? values[0] : values.Length > 1 ? values[1] : float.NaN)]);
        }
    }

    private static string Text(List<AlarmChange> changes) => string.Join(' ', changes.GroupBy(c => c.Onset).Select(c =>
        $"{SecondOf(c.Key)}-{(c.Last().Returned is var r && r == UnixMicros.None ? "" : $"{SecondOf(r)}")}"));

    private static long SecondOf(long time) => (time - Start) / UnixMicros.PerSecond;
}
