using System.Text.Json.Nodes;
using Maintenance.Core.Time;
using Microsoft.AspNetCore.Http;
using static Maintenance.Dashboard.Display.SettingKind;

namespace Maintenance.Dashboard.Display;

/// <summary>A rota as a form: a row per person, per level and per time in which somebody stands in.</summary>
internal sealed class RotaForm : SettingForm
{
    // What a row of each group is made of.
    private static readonly Func<int, Func<string, string>, SettingNames, IReadOnlyList<SettingInput>>[] Fields = [Person, Level, StandIn];

    private readonly SettingInput _zone;

    private RotaForm(string zone, SettingNames names, Func<RotaForm, IReadOnlyList<SettingRows>> groups)
    {
        _zone = new SettingInput("timeZone", "Time zone", Text, zone) { Choices = names.Zones, Hint = "Europe/Oslo" };
        Sections = [("Whose clock", [_zone])];
        Groups = groups(this);
    }

    /// <summary>Of a definition; null: of a new rota.</summary>
    /// <param name="definition">Definition.</param>
    /// <param name="names">Names to propose.</param>
    /// <param name="zone">Zone of a new rota.</param>
    /// <param name="today">First day of a new rota.</param>
    public static RotaForm Of(JsonObject? definition, SettingNames names, string zone, DateOnly today)
    {
        var name = definition?["timeZone"]?.ToString() ?? zone;
        var known = LocalTime.TryZone(name, out var found) ? found : null;
        var people = (definition?["people"] as JsonObject ?? []).Select(p => (IReadOnlyList<(string, string)>)
            [("name", p.Key), ("email", SettingValue.Text(p.Value?["email"], Text)),
                ("webhook", SettingValue.Text(p.Value?["webhook"], Text)), ("push", SettingValue.Text(p.Value?["push"], Text))]);
        var levels = (definition?["levels"] as JsonArray ?? []).Select(l => (IReadOnlyList<(string, string)>)
            [("people", SettingValue.Text(l?["people"], Names)), ("from", SettingValue.Text(l?["from"], Date)),
                ("handOver", SettingValue.Text(l?["handOver"], Time)), ("days", SettingValue.Text(l?["days"], Whole))]);
        var overrides = (definition?["overrides"] as JsonArray ?? []).Select(o => (IReadOnlyList<(string, string)>)
            [("person", SettingValue.Text(o?["person"], Text)), ("level", SettingValue.Text(o?["level"], Whole)),
                ("from", SettingValue.Text(o?["from"], Moment, known)), ("until", SettingValue.Text(o?["until"], Moment, known))]);
        return new RotaForm(name, names, _ =>
        [
            Group(0, definition is null ? [[], []] : people, names),
            Group(1, definition is null
                ? [[("from", today.ToString("yyyy-MM-dd", null)), ("handOver", "08:00"), ("days", "7")]] : levels, names),
            Group(2, overrides, names),
        ]);
    }

    /// <summary>Of what was entered.</summary>
    public static RotaForm Of(IFormCollection posted, SettingNames names) => new(SettingValue.Posted(posted, "timeZone"), names,
        form => [.. Fields.Select((fields, i) => Titled(i) with
        {
            Rows = form.Rows(posted, Titled(i).Key, (row, value) => fields(row, value, names)),
        })]);

    /// <inheritdoc/>
    protected override JsonObject Read()
    {
        var definition = new JsonObject { ["timeZone"] = Read(_zone, "timeZone") ?? "" };
        var zone = LocalTime.TryZone(_zone.Value, out var known) ? known : null;
        definition["people"] = People();
        definition["levels"] = Array("levels", Groups[1], zone);
        definition["overrides"] = Array("overrides", Groups[2], zone);
        return definition;
    }

    private JsonObject People()
    {
        var people = new JsonObject();
        foreach (var row in Groups[0].Rows)
        {
            if (row.All(i => i.Value.Length == 0)) continue;
            var name = row[0].Value;
            if (name.Length == 0) row[0].Error = "is missing.";
            else if (people.ContainsKey(name)) row[0].Error = $"“{name}” is there twice.";
            else
            {
                Note($"people.{name}", row[1]);
                var contact = new JsonObject
                {
                    ["email"] = Read(row[1], $"people.{name}.email"), ["webhook"] = Read(row[2], $"people.{name}.webhook"),
                };
                if (Read(row[3], $"people.{name}.push") is { } push) contact["push"] = push;
                people[name] = contact;
            }
        }
        if (people.Count == 0 && Groups[0].Rows is [var first, ..]) Note("people", first[0]);
        return people;
    }

    private JsonArray Array(string path, SettingRows group, TimeZoneInfo? zone)
    {
        var array = new JsonArray();
        foreach (var row in group.Rows)
        {
            if (row.All(i => i.Value.Length == 0)) continue;
            var (at, entry) = ($"{path}[{array.Count}]", new JsonObject());
            Note(at, row[0]);
            foreach (var input in row)
            {
                var name = input.Name[(input.Name.LastIndexOf('-') + 1)..];
                if (Read(input, $"{at}.{name}", zone) is { } value) entry[name] = value;
                else if (input.Kind is Date or Moment or Text && input.Error is null) input.Error = "is missing.";
            }
            array.Add(entry);
        }
        if (array.Count == 0 && group.Rows is [var first, ..]) Note(path, first[0]);
        return array;
    }

    private static SettingRows Group(int group, IEnumerable<IReadOnlyList<(string Name, string Value)>> rows, SettingNames names) =>
        Titled(group) with
        {
            Rows = [.. rows.Select((row, i) => Fields[group](i, name => row.FirstOrDefault(v => v.Name == name).Value ?? "", names))],
        };

    private static SettingRows Titled(int group) => group switch
    {
        0 => new("person", "People", "person", []),
        1 => new("level", "Levels of escalation: people take turns", "level", []),
        _ => new("override", "Standing in", "time", []),
    };

    private static IReadOnlyList<SettingInput> Person(int row, Func<string, string> value, SettingNames names) =>
    [
        new($"person-{row}-name", "Name", Text, value("name")) { Hint = "anna" },
        new($"person-{row}-email", "E-mail", Text, value("email")) { Hint = "anna@example.org" },
        new($"person-{row}-webhook", "Webhook", Text, value("webhook")) { Choices = names.Webhooks },
        new($"person-{row}-push", "Devices of account", Text, value("push")),
    ];

    private static IReadOnlyList<SettingInput> Level(int row, Func<string, string> value, SettingNames names) =>
    [
        new($"level-{row}-people", "In turn", Names, value("people")) { Hint = "anna, bob" },
        new($"level-{row}-from", "The first one from", Date, value("from")),
        new($"level-{row}-handOver", "Hand-over at", Time, value("handOver")) { Hint = "08:00" },
        new($"level-{row}-days", "Every, days", Whole, value("days")) { Hint = "7" },
    ];

    private static IReadOnlyList<SettingInput> StandIn(int row, Func<string, string> value, SettingNames names) =>
    [
        new($"override-{row}-person", "Who", Text, value("person")),
        new($"override-{row}-level", "Level", Whole, value("level")) { Hint = "1" },
        new($"override-{row}-from", "From", Moment, value("from")),
        new($"override-{row}-until", "Until", Moment, value("until")),
    ];
}
