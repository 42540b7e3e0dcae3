using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Maintenance.Core.Alarms;

namespace Maintenance.Dashboard.Display;

/// <summary>
/// A rule's definition as a form: its texts, delays and simple limits. Conditions of several parts, schedules and new levels are edited as
/// JSON.
/// </summary>
internal static class AlarmRuleForm
{
    /// <summary>What a new rule begins with.</summary>
    public const string NewRule = """
        {
          "title": "",
          "levels": { "high": { "priority": "low", "when": { "signal": "bearing_temperature", "above": 95, "deadband": 2 } } },
          "onDelaySeconds": 30,
          "offDelaySeconds": 120,
          "cause": "",
          "consequence": "",
          "action": "",
          "timeToRespondSeconds": 3600
        }
        """;

    private static readonly string[] Flags = ["true", "false"];
    private static readonly string[] Priorities = ["low", "medium", "high"];

    private static readonly (string Name, string Label, IReadOnlyList<string>? Choices, bool IsLong)[] Top =
    [
        ("title", "Title", null, false), ("enabled", "Enabled", Flags, false), ("onDelaySeconds", "On-delay, s", null, false),
        ("offDelaySeconds", "Off-delay, s", null, false), ("count", "Raised at the n-th time", null, false),
        ("withinSeconds", "… within, s", null, false), ("latched", "Latched until reset", Flags, false),
        ("maskedBy", "Masked by rule", null, false), ("group", "Group, first announced only", null, false),
        ("reAlarmAfterSeconds", "Announced again after, s", null, false), ("timeToRespondSeconds", "Time to respond, s", null, false),
        ("display", "Page that helps", null, false), ("cause", "Cause", null, true), ("consequence", "Consequence", null, true),
        ("action", "What the operator does", null, true),
    ];

    /// <summary>The fields of a merged definition.</summary>
    /// <param name="merge">Definition; null of a rule that has none here.</param>
    /// <param name="posted">What was entered, by path; null when nothing was.</param>
    /// <param name="errors">What was wrong with it.</param>
    public static IReadOnlyList<AlarmRuleField> Fields(AlarmRuleMerge? merge, IReadOnlyDictionary<string, string>? posted,
        IReadOnlyList<AlarmRuleError> errors)
    {
        if (merge is null) return [];
        var fields = new List<AlarmRuleField>();
        foreach (var (name, label, choices, isLong) in Top)
        {
            // After the first two come the limits, which are what is changed most.
            if (name == "onDelaySeconds") AddLevels();
            Add(name, label, choices, isLong);
        }
        return fields;

        void AddLevels()
        {
            foreach (var (level, value) in merge.Fields["levels"] as JsonObject ?? [])
            {
                if (value is not JsonObject definition) continue;
                var words = Words.Sentence(level.Replace('_', ' '));
                Add($"levels.{level}.priority", $"{words}: priority", Priorities, isLong: false);
                if (definition["when"] is not JsonObject { } when || when["signal"] is null) continue;
                foreach (var part in (string[])["above", "below", "is", "deadband"])
                    if (when[part] is not null)
                        Add($"levels.{level}.when.{part}", $"{words}: {part}{UnitOf(when)}", choices: null, isLong: false);
            }
        }

        void Add(string path, string label, IReadOnlyList<string>? choices, bool isLong)
        {
            var value = posted?.GetValueOrDefault(path) ?? Text(At(merge.Fields, path));
            var error = errors.FirstOrDefault(e => e.Path == path)?.Message;
            fields.Add(new AlarmRuleField(path, label, value, choices, isLong, SourceOf(merge, path), error));
        }
    }

    /// <summary>The definition of a scope after its form was filled: the one there with what differs from the merged one.</summary>
    /// <param name="merge">Definition that the form showed.</param>
    /// <param name="own">Definition of the scope itself; null when there is none.</param>
    /// <param name="posted">What was entered, by path.</param>
    public static JsonObject Definition(AlarmRuleMerge merge, JsonObject? own, IReadOnlyDictionary<string, string> posted)
    {
        var changed = own?.DeepClone().AsObject() ?? [];
        foreach (var field in Fields(merge, posted: null, errors: []))
        {
            if (!posted.TryGetValue(field.Path, out var entered) || entered.Trim() == field.Value) continue;
            var target = changed;
            var parts = field.Path.Split('.');
            foreach (var part in parts[..^1])
            {
                if (target[part] is not JsonObject inner) target[part] = inner = [];
                target = inner;
            }
            target[parts[^1]] = Value(entered.Trim(), At(merge.Fields, field.Path));
        }
        return changed;
    }

    /// <summary>The scope that a field comes from: its own or that of what it is part of.</summary>
    public static string? SourceOf(AlarmRuleMerge merge, string path)
    {
        for (var at = path; at.Length > 0; at = at.LastIndexOf('.') is > 0 and var dot ? at[..dot] : "")
            if (merge.Sources.TryGetValue(at, out var scope)) return At(merge.Fields, path) is null ? null : scope.ToString();
        return null;
    }

    /// <summary>A definition with line breaks, for a text field.</summary>
    public static string Indented(JsonObject definition) => definition.ToJsonString(Options);

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string UnitOf(JsonObject when) => when["signal"]?.GetValueKind() == JsonValueKind.String
        && AlarmSignals.Find(when["signal"]!.GetValue<string>())?.Unit is { Length: > 0 } unit ? $", {unit}" : "";

    private static JsonNode? At(JsonObject json, string path) =>
        path.Split('.').Aggregate((JsonNode?)json, (node, part) => (node as JsonObject)?[part]);

    private static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
        _ => value.ToJsonString(),
    };

    // Blank removes a field, also one that a farther scope states. What is no number stays text, for the check to name it.
    private static JsonValue? Value(string text, JsonNode? before) => text switch
    {
        "" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ when before?.GetValueKind() != JsonValueKind.String
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
