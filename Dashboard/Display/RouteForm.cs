using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using static Maintenance.Dashboard.Display.SettingKind;

namespace Maintenance.Dashboard.Display;

/// <summary>A route as a form: a row per step, with who is told.</summary>
internal sealed class RouteForm : SettingForm
{
    private static readonly string[] Priorities = ["low", "medium", "high"];

    private readonly IReadOnlyList<SettingInput> _which;
    private readonly IReadOnlyList<SettingInput> _how;
    private readonly IReadOnlyList<SettingInput> _quiet;

    private RouteForm(Func<string, SettingKind, string> value, SettingNames names,
        Func<RouteForm, IReadOnlyList<IReadOnlyList<SettingInput>>> steps)
    {
        _which =
        [
            Field("priorityAtLeast", "Least priority", Choice) with { Choices = Priorities },
            Field("regions", "Regions", Names) with { Choices = names.Regions, Hint = "all" },
            Field("rigs", "Rigs", Names) with { Hint = "all; a name, or site/rig" },
            Field("rules", "Rules", Names) with { Choices = names.Rules, Hint = "all" },
            Field("enabled", "Switched on", Flag),
        ];
        _how =
        [
            Field("repeat", "Told again every, min", Minutes) with { Hint = "as the rule says" },
            Field("repeatAtMost", "… at most, times", Whole) with { Hint = "10" },
            Field("groupWait", "Waits for further alarms, s", Seconds) with { Hint = "10" },
            Field("messagesAtMost", "One summary after, messages", Whole) with { Hint = "20" },
            Field("within", "… within, min", Minutes) with { Hint = "10" },
            Field("onReturn", "Told when it returned to normal", Flag),
        ];
        _quiet =
        [
            Field("quietHours.timeZone", "Time zone", Text) with { Choices = names.Zones, Hint = "no quiet hours" },
            Field("quietHours.from", "From", Time), Field("quietHours.until", "Until", Time),
            Field("quietHours.breakThrough", "Told all the same from", Choice) with { Choices = Priorities },
            Field("quietHours.days", "Beginning on (none: every day)", Days) with { Choices = SettingValue.Days },
        ];
        Sections = [("Which alarms", _which), ("How", _how), ("Quiet hours", _quiet)];
        Groups = [new SettingRows("step", "Who is told, while nobody acknowledges", "step", steps(this))];

        SettingInput Field(string name, string label, SettingKind kind) => new(name, label, kind, value(name, kind));
    }

    /// <summary>Of a definition; null: of a new route.</summary>
    public static RouteForm Of(JsonObject? definition, SettingNames names)
    {
        JsonNode?[] steps = [.. definition?["steps"] as JsonArray ?? []];
        return new RouteForm(
            (name, kind) => definition is null ? New(name) : SettingValue.Text(At(definition, name), kind), names,
            _ => steps.Length == 0 ? [Step(0, static _ => "", names)]
                : [.. steps.Select((s, i) => Step(i, name => ValueOf(s, name), names))]);
    }

    /// <summary>Of what was entered.</summary>
    public static RouteForm Of(IFormCollection posted, SettingNames names) => new(
        (name, _) => SettingValue.Posted(posted, name), names,
        form => form.Rows(posted, "step", (row, value) => Step(row, value, names)));

    /// <inheritdoc/>
    protected override JsonObject Read()
    {
        var definition = new JsonObject();
        foreach (var input in _which.Concat(_how))
            if (Read(input, input.Name) is { } value) definition[input.Name] = value;
        definition["steps"] = Steps();
        if (_quiet.Take(3).All(i => i.Value.Length == 0)) return definition;
        var quiet = new JsonObject();
        foreach (var input in _quiet)
        {
            if (Read(input, input.Name) is { } value) quiet[input.Name["quietHours.".Length..]] = value;
            else if (input.Kind is Text or Time && input.Error is null)
                input.Error = "is missing: quiet hours need a zone, a beginning and an end.";
        }
        definition["quietHours"] = quiet;
        return definition;
    }

    private JsonArray Steps()
    {
        var steps = new JsonArray();
        foreach (var row in Groups[0].Rows)
        {
            if (row.All(i => i.Value.Length == 0)) continue;
            var (path, to) = ($"steps[{steps.Count}]", new JsonArray());
            var step = new JsonObject();
            Note(path, row[0]);
            if (Read(row[0], $"{path}.after") is { } after) step["after"] = after;
            Note($"{path}.to", row[1]);
            foreach (var input in row.Skip(1))
                foreach (var name in (SettingValue.Read(input, zone: null) as JsonArray ?? []).Select(n => n!.ToString()))
                {
                    Note($"{path}.to[{to.Count}]", input);
                    to.Add(Target(input, name));
                }
            step["to"] = to;
            steps.Add(step);
        }
        if (steps.Count == 0 && Groups[0].Rows is [var first, ..]) Note("steps", first[1]);
        return steps;
    }

    private static JsonObject Target(SettingInput input, string name)
    {
        if (input.Name.EndsWith("-email", StringComparison.Ordinal)) return new JsonObject { ["email"] = name };
        if (input.Name.EndsWith("-webhook", StringComparison.Ordinal)) return new JsonObject { ["webhook"] = name };
        if (input.Name.EndsWith("-push", StringComparison.Ordinal)) return new JsonObject { ["push"] = name };
        if (name.Split('/') is not [var rota, var level]) return new JsonObject { ["onCall"] = name };
        if (int.TryParse(level, out var number)) return new JsonObject { ["onCall"] = rota, ["level"] = number };
        input.Error = $"“{name}” is not a rota, or a rota and a level, as north/2.";
        return [];
    }

    private static IReadOnlyList<SettingInput> Step(int row, Func<string, string> value, SettingNames names) =>
    [
        new($"step-{row}-after", "After, min", Minutes, value("after")) { Hint = "at once" },
        new($"step-{row}-email", "E-mail", Names, value("email")) { Hint = "anna@example.org, …" },
        new($"step-{row}-onCall", "On call", Names, value("onCall")) { Choices = names.OnCall, Hint = "rota, or rota/level" },
        new($"step-{row}-push", "Devices of accounts", Names, value("push")) { Hint = "anna, …" },
        new($"step-{row}-webhook", "Webhooks", Names, value("webhook")) { Choices = names.Webhooks },
    ];

    private static string ValueOf(JsonNode? step, string name)
    {
        if (name == "after") return SettingValue.Text(step?["after"], Minutes) is "0" ? "" : SettingValue.Text(step?["after"], Minutes);
        return string.Join(", ", (step?["to"] as JsonArray ?? []).Select(t => (Name: t?[name]?.ToString(), Level: t?["level"]?.ToString()))
            .Where(t => t.Name is not null).Select(t => name == "onCall" && t.Level is not (null or "1") ? $"{t.Name}/{t.Level}" : t.Name));
    }

    private static JsonNode? At(JsonObject definition, string path) => path.Split('.') is [var outer, var inner]
        ? definition[outer]?[inner] : definition[path];

    private static string New(string name) => name switch
    {
        "priorityAtLeast" => "medium",
        "enabled" => "true",
        "quietHours.breakThrough" => "high",
        _ => "",
    };
}
