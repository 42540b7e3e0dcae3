using Maintenance.Core.Alarms;
using Maintenance.Core.Time;

namespace Maintenance.Core.Tests.Alarms;

public sealed class AlarmRuleJsonTests
{
    private const string Whole = """
        {
          "title": "Bearing hot",
          "levels": {
            "high_high": { "priority": "high", "when": { "signal": "bearing_temperature", "above": 105, "deadband": 3 } },
            "high": { "priority": "medium", "when": { "signal": "bearing_temperature", "above": 95, "deadband": 3 } }
          },
          "while": { "any": [ { "signal": "drilling_state", "is": "drilling" }, { "not": { "signal": "rotary_speed", "below": 5 } } ] },
          "schedule": { "timeZone": "Europe/Oslo", "days": [ "monday", "friday" ], "from": "22:00", "until": "06:00" },
          "onDelaySeconds": 30, "offDelaySeconds": 0.5, "count": 3, "withinSeconds": 600, "latched": true, "maskedBy": "other",
          "group": "temperature", "reAlarmAfterSeconds": 3600, "cause": "c", "consequence": "d", "action": "e",
          "timeToRespondSeconds": 900, "display": "/drills"
        }
        """;

    [Fact]
    public void A_whole_definition_becomes_a_rule_with_its_levels_from_the_least_urgent_on()
    {
        var rule = Parse(Whole).Rule.ShouldNotBeNull();
        rule.Levels.Select(l => (l.Name, l.Priority)).ShouldBe([("high", AlarmPriority.Medium), ("high_high", AlarmPriority.High)]);
        rule.Levels[0].When.ShouldBe(
            new AlarmCondition.Compare("bearing_temperature", AlarmComparison.Above, 95, 3, Word: null));
        var filter = rule.While.ShouldBeOfType<AlarmCondition.Any>();
        filter.Conditions[0].ShouldBe(new AlarmCondition.Compare("drilling_state", AlarmComparison.Is, double.NaN, 0, "drilling"));
        filter.Conditions[1].ShouldBeOfType<AlarmCondition.Not>();
        rule.Schedule.ShouldNotBeNull().Days.ShouldBe([DayOfWeek.Monday, DayOfWeek.Friday]);
        (rule.OnDelay, rule.OffDelay).ShouldBe((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(0.5)));
        (rule.Count, rule.Within, rule.Latched).ShouldBe((3, TimeSpan.FromMinutes(10), true));
        (rule.MaskedBy, rule.Group, rule.ReAlarmAfter, rule.Display).ShouldBe(("other", "temperature", TimeSpan.FromHours(1), "/drills"));
        rule.TimeToRespond.ShouldBe(TimeSpan.FromMinutes(15));
    }

    [Theory]
    [InlineData("\"signal\": \"bearing_temperature\", \"above\": 95", "\"signal\": \"bearing_temprature\", \"above\": 95",
        "levels.high.when.signal", "nearest: bearing_temperature")]
    [InlineData("\"above\": 95", "\"above\": 500", "levels.high.when.above", "from -60 to 400 degC")]
    [InlineData("\"above\": 95", "\"above\": \"95\"", "levels.high.when.above", "expected a number")]
    [InlineData("\"above\": 95", "\"above\": 1e999", "levels.high.when.above", "expected a number")]
    [InlineData("95, \"deadband\": 3", "95, \"deadband\": -1", "levels.high.when.deadband", "from 0")]
    [InlineData("95, \"deadband\": 3", "95, \"deadband\": 300", "levels.high.when.deadband", "would have to come to -205")]
    [InlineData("\"above\": 95", "\"above\": 95, \"below\": 1", "levels.high.when", "above and below")]
    [InlineData("\"above\": 95", "\"is\": \"hot\"", "levels.high.when.is", "is a number")]
    [InlineData("\"is\": \"drilling\"", "\"is\": \"drillin\"", "while.any[0].is", "expected one of unknown, idle, drilling")]
    [InlineData("\"is\": \"drilling\"", "\"above\": 1", "while.any[0].above", "is a word")]
    [InlineData("\"signal\": \"drilling_state\", \"is\": \"drilling\"", "\"signal\": \"data_gap_seconds\", \"above\": 60",
        "while.any[0].signal", "about arrival")]
    [InlineData("\"above\": 105", "\"above\": 90", "levels.high_high", "exchange the limits")]
    [InlineData("\"priority\": \"high\"", "\"priority\": \"urgent\"", "levels.high_high.priority", "expected one of low, medium, high")]
    [InlineData("\"onDelaySeconds\": 30", "\"onDelaySeconds\": -1", "onDelaySeconds", "from 0 to 86400 seconds")]
    [InlineData("\"count\": 3", "\"count\": 2.5", "count", "whole number")]
    [InlineData("\"count\": 3", "\"count\": 1", "withinSeconds", "count of 2")]
    [InlineData("Europe/Oslo", "Europe/Olso", "schedule.timeZone", "IANA")]
    [InlineData("22:00", "25:00", "schedule.from", "HH:mm")]
    [InlineData("\"monday\"", "\"Montag\"", "schedule.days", "sunday, monday")]
    [InlineData("\"cause\": \"c\",", "", "cause", "is missing")]
    [InlineData("\"action\": \"e\"", "\"action\": \" \"", "action", "expected text")]
    [InlineData("\"timeToRespondSeconds\": 900,", "", "timeToRespondSeconds", "how long")]
    [InlineData("\"maskedBy\": \"other\"", "\"maskedBy\": \"bearing_hot\"", "maskedBy", "itself")]
    [InlineData("\"/drills\"", "\"//elsewhere.example\"", "display", "of this site")]
    [InlineData("\"latched\": true", "\"latched\": 1", "latched", "true or false")]
    [InlineData("\"latched\": true", "\"latching\": true", "latching", "is not known; expected title")]
    [InlineData("\"high_high\":", "\"High High\":", "levels.High High", "lower-case")]
    public void What_is_wrong_is_named_by_path_value_and_what_is_allowed(string right, string wrong, string path, string says)
    {
        Whole.ShouldContain(right);
        var (rule, errors) = Parse(Whole.Replace(right, wrong, StringComparison.Ordinal));
        rule.ShouldBeNull();
        var error = errors.ShouldHaveSingleItem();
        error.Path.ShouldBe(path);
        error.Message.ShouldContain(says);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"a\": 1, \"a\": 2}")]
    [InlineData("{\"title\": \"\\ud800\"}")]
    [InlineData("{\"title\": \"x\"")]
    public void What_is_no_object_is_refused(string json) => Should.Throw<AlarmRuleException>(() => AlarmRuleJson.Read(json));

    [Fact]
    public void A_nearer_definition_changes_fields_and_a_condition_that_names_a_signal_replaces_the_other()
    {
        var json = AlarmRuleJson.Read(Whole);
        AlarmRuleJson.Lay(json, AlarmRuleJson.Read("""
            { "levels": { "high": { "when": { "above": 90 } }, "high_high": null },
              "while": { "signal": "rotary_speed", "above": 10 }, "schedule": null, "count": null, "withinSeconds": null }
            """));
        var rule = Parse(json.ToJsonString()).Rule.ShouldNotBeNull();
        rule.Levels.ShouldHaveSingleItem().When.ShouldBe(
            new AlarmCondition.Compare("bearing_temperature", AlarmComparison.Above, 90, 3, Word: null));
        rule.While.ShouldBe(new AlarmCondition.Compare("rotary_speed", AlarmComparison.Above, 10, 0, Word: null));
        (rule.Schedule, rule.Count).ShouldBe((null, 1));
    }

    private static (AlarmRule? Rule, List<AlarmRuleError> Errors) Parse(string json)
    {
        var definition = new AlarmRuleDefinition("bearing_hot", AlarmScope.Fleet, 1, UnixMicros.None, AlarmRuleJson.Read(json));
        var errors = new List<AlarmRuleError>();
        return (AlarmRuleMerge.Of([definition])!.Parse(errors), errors);
    }
}
