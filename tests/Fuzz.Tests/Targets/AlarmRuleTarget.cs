using System.Text;
using Maintenance.Core.Alarms;

namespace Maintenance.Fuzz.Tests.Targets;

/// <summary>Definitions of alarm rules: a rule that can be judged by, or refused by field.</summary>
internal sealed class AlarmRuleTarget : FuzzTarget
{
    private const string Fleet = """
        { "title": "t", "levels": { "high": { "priority": "low", "when": { "signal": "torque.max", "above": 100, "deadband": 2 } } },
          "cause": "c", "consequence": "d", "action": "e", "timeToRespondSeconds": 900 }
        """;

    public override string Name => "alarm-rule";

    public override IReadOnlyList<Type> Reads => [typeof(AlarmRuleJson), typeof(AlarmScope)];

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Utf8(Fleet),
        Utf8("""
            { "title": "t", "levels": { "low": { "priority": "medium", "when": { "any": [ { "signal": "grade", "is": "D" },
              { "not": { "all": [ { "signal": "rate.torque", "below": -1e3 }, { "signal": "drilling_state", "is": "idle" } ] } } ] } } },
              "while": { "signal": "deviation.torque", "above": 4 }, "count": 2, "withinSeconds": 60, "latched": true, "group": "g",
              "schedule": { "timeZone": "UTC", "days": [ "monday" ], "from": "22:00", "until": "06:00" }, "reAlarmAfterSeconds": 600,
              "cause": "c", "consequence": "d", "action": "e", "timeToRespondSeconds": 0.5e2, "display": "/data", "enabled": false }
            """),
        Utf8("""{ "levels": { "high": { "when": { "above": 90 } }, "low": null }, "onDelaySeconds": 0 }"""),
    ];

    public override IReadOnlyList<string> Words { get; } =
    [
        "\"signal\"", "\"above\"", "\"below\"", "\"is\"", "\"all\"", "\"any\"", "\"not\"", "\"deadband\"", "\"levels\"", "\"when\"",
        "\"maskedBy\"", "data_gap_seconds", "probability.washout", "1e999", "-0", "null", "\\ud800", "\\u0000", "[", "{",
    ];

    public override bool Refuses(Exception error) => error is AlarmRuleException;

    public override string Read(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        _ = AlarmScope.TryParse(text, out _);
        var fields = AlarmRuleJson.Read(text);
        AlarmRuleDefinition[] definitions =
        [
            new("r", AlarmScope.Fleet, 1, long.MinValue, AlarmRuleJson.Read(Fleet)), new("r", AlarmScope.Fleet, 2, 1, fields),
            new("r", new AlarmScope(AlarmScopeKind.Asset, "A"), 3, 2, fields),
        ];
        return string.Join('\n', definitions.Skip(1).Select((_, i) => Judge([.. definitions.Take(i + 2)])));
    }

    private static string Judge(AlarmRuleDefinition[] definitions)
    {
        var errors = new List<AlarmRuleError>();
        if (AlarmRuleMerge.Of(definitions)?.Parse(errors) is not { } rule)
        {
            Require(errors.Count > 0, "a definition is neither a rule nor wrong");
            return string.Join('|', errors);
        }
        Require(errors.Count == 0 && rule.Levels.Count > 0 && rule.Title.Length > 0 && rule.Cause.Length > 0 && rule.Count >= 1
            && rule.OnDelay >= TimeSpan.Zero && rule.OffDelay >= TimeSpan.Zero && rule.TimeToRespond > TimeSpan.Zero,
            "a field is out of range");
        foreach (var level in rule.Levels) Check(level.When);
        if (rule.While is { } filter) Check(filter);
        return $"{rule.Title} {rule.Levels.Count} {rule.OnDelay} {rule.Count} {rule.Group}";
    }

    private static void Check(AlarmCondition condition)
    {
        switch (condition)
        {
            case AlarmCondition.Compare c:
                Require(AlarmSignals.Find(c.Signal) is not null && c.Deadband >= 0 && double.IsFinite(c.Deadband)
                    && (c.Word is not null) == double.IsNaN(c.Limit), "a comparison cannot be made");
                break;
            case AlarmCondition.All all:
                foreach (var inner in all.Conditions) Check(inner);
                break;
            case AlarmCondition.Any any:
                foreach (var inner in any.Conditions) Check(inner);
                break;
            case AlarmCondition.Not not:
                Check(not.Condition);
                break;
        }
    }
}
