using System.Globalization;
using System.Text.Json.Nodes;
using Maintenance.Core.Time;

namespace Maintenance.Core.Alarms;

/// <summary>Makes a rule of a definition with all its fields, and says what is wrong with it.</summary>
internal static class AlarmRuleParser
{
    private const int MaxTitle = 80;
    private const int MaxText = 600;
    private const int MaxLevels = 6;
    private const int MaxDisplay = 200;
    private const double Day = 86_400;

    private static readonly string[] Fields =
    [
        "title", "enabled", "levels", "while", "schedule", "onDelaySeconds", "offDelaySeconds", "count", "withinSeconds", "latched",
        "maskedBy", "group", "reAlarmAfterSeconds", "cause", "consequence", "action", "timeToRespondSeconds", "display",
    ];

    private static readonly string[] Priorities = [.. Enum.GetNames<AlarmPriority>().Select(n => n.ToLowerInvariant())];

    private static readonly string[] DaysOfWeek = [.. Enum.GetNames<DayOfWeek>().Select(n => n.ToLowerInvariant())];

    /// <summary>The rule; null when there are errors.</summary>
    /// <param name="json">Merged definition.</param>
    /// <param name="id">Name of the rule.</param>
    /// <param name="version">Its version.</param>
    /// <param name="errors">Added to.</param>
    public static AlarmRule? Parse(JsonObject json, string id, int version, List<AlarmRuleError> errors)
    {
        var before = errors.Count;
        var fields = new AlarmRuleFields(json, "", errors);
        if (!IsWord(id)) fields.Refuse("", $"'{id}' is not the name of a rule; {WordForm}");
        var (count, within) = Repetition(fields);
        var rule = new AlarmRule
        {
            Id = id,
            Version = version,
            Title = fields.Text("title", MaxTitle, isRequired: true) ?? "",
            Enabled = fields.Flag("enabled", otherwise: true),
            Levels = Levels(fields),
            While = fields.Object("while", "a condition") is { } filter ? AlarmConditionJson.Parse(filter, mayBeSilence: false) : null,
            Schedule = Schedule(fields),
            OnDelay = fields.Seconds("onDelaySeconds", 0, Day) ?? TimeSpan.FromSeconds(5),
            OffDelay = fields.Seconds("offDelaySeconds", 0, Day) ?? TimeSpan.FromSeconds(10),
            Count = count,
            Within = within,
            Latched = fields.Flag("latched", otherwise: false),
            MaskedBy = Word(fields, "maskedBy"),
            Group = Word(fields, "group"),
            ReAlarmAfter = fields.Seconds("reAlarmAfterSeconds", 60, 7 * Day),
            Cause = fields.Text("cause", MaxText, isRequired: true) ?? "",
            Consequence = fields.Text("consequence", MaxText, isRequired: true) ?? "",
            Action = fields.Text("action", MaxText, isRequired: true) ?? "",
            TimeToRespond = fields.Seconds("timeToRespondSeconds", 1, 30 * Day) ?? Missing(fields, "timeToRespondSeconds"),
            Display = Display(fields),
        };
        if (rule.IsOfInstallation && (rule.While is not null || rule.Schedule is not null || count != 1 || rule.Levels.Any(
            l => l.When is not AlarmCondition.Compare { Signal: AlarmSignals.ModelRefused })))
            fields.Refuse("", $"{AlarmSignals.ModelRefused} is about the installation; expected without while, schedule and count, and "
                + "without levels that ask for anything else.");
        if (rule.MaskedBy == id) fields.Refuse("maskedBy", "is the rule itself.");
        fields.RefuseOthers(Fields);
        return errors.Count == before ? rule : null;
    }

    /// <summary>True for a name of a rule, a level or a group.</summary>
    public static bool IsWord(string text) => text.Length is > 0 and <= 48 && char.IsAsciiLetterLower(text[0]) && text[^1] != '_'
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_') && !text.Contains("__", StringComparison.Ordinal);

    /// <summary>What <see cref="IsWord"/> takes, for messages.</summary>
    public static string WordForm => "expected lower-case words joined by underscores, 1 to 48 characters a-z 0-9 _, a letter first.";

    private static AlarmLevel[] Levels(AlarmRuleFields fields)
    {
        if (fields.Object("levels", "an object of levels by name") is not { } levels)
        {
            if (!fields.Has("levels"))
                fields.Refuse("levels", "is missing; expected for example {\"high\": {\"priority\": \"medium\", \"when\": … }}.");
            return [];
        }
        if (levels.Names is not { Count: >= 1 and <= MaxLevels } names)
        {
            fields.Refuse("levels", $"has {levels.Names.Count} levels; expected 1 to {MaxLevels}.");
            return [];
        }
        AlarmLevel[] parsed = [.. names.Select(n => Level(levels, n)).OfType<AlarmLevel>().OrderBy(l => l.Priority)];
        for (var i = 1; i < parsed.Length; i++) CheckOrder(levels, parsed[i - 1], parsed[i]);
        return parsed;
    }

    private static AlarmLevel? Level(AlarmRuleFields levels, string name)
    {
        if (!IsWord(name)) levels.Refuse(name, "is not the name of a level; " + WordForm);
        if (levels.Object(name, "a priority and a condition") is not { } level) return null;
        var priority = level.OneOf("priority", Priorities);
        if (priority is null && !level.Has("priority")) level.Refuse("priority", "is missing; expected low, medium or high.");
        var when = level.Object("when", "a condition") is { } condition ? AlarmConditionJson.Parse(condition, mayBeSilence: true) : null;
        if (when is null && !level.Has("when")) level.Refuse("when", "is missing; expected a condition.");
        level.RefuseOthers(["priority", "when"]);
        return priority is null || when is null
            ? null : new AlarmLevel(name, (AlarmPriority)(Array.IndexOf(Priorities, priority) + 1), when);
    }

    // Of two limits of one signal in one direction the more urgent must be the one reached later.
    private static void CheckOrder(AlarmRuleFields levels, AlarmLevel lesser, AlarmLevel greater)
    {
        if (lesser.When is not AlarmCondition.Compare a || greater.When is not AlarmCondition.Compare b || a.Signal != b.Signal
            || a.Comparison != b.Comparison || a.Comparison == AlarmComparison.Is || lesser.Priority == greater.Priority) return;
        if (a.Comparison == AlarmComparison.Above ? a.Limit < b.Limit : a.Limit > b.Limit) return;
        levels.Refuse(greater.Name,
            string.Create(CultureInfo.InvariantCulture, $"is more urgent than {lesser.Name}, but its limit {b.Limit} ")
            + string.Create(CultureInfo.InvariantCulture, $"is reached no later than {a.Limit}; exchange the limits or the priorities."));
    }

    private static WeeklyHours? Schedule(AlarmRuleFields fields)
    {
        if (fields.Object("schedule", "an object with timeZone, days, from and until") is not { } schedule) return null;
        var zone = schedule.Text("timeZone", maxLength: 64, isRequired: true);
        var isKnown = zone is not null && LocalTime.TryZone(zone, out _);
        if (zone is not null && !isKnown)
            schedule.Refuse("timeZone", $"'{zone}' is not known here; expected a name of the IANA database, as Europe/Oslo or UTC.");
        var days = schedule.Texts("days", DaysOfWeek);
        var (from, until) = (TimeOfDay(schedule, "from"), TimeOfDay(schedule, "until"));
        schedule.RefuseOthers(["timeZone", "days", "from", "until"]);
        return !isKnown || from is null || until is null ? null
            : new WeeklyHours(zone!, [.. days.Select(d => (DayOfWeek)Array.IndexOf(DaysOfWeek, d))], from.Value, until.Value);
    }

    private static TimeOnly? TimeOfDay(AlarmRuleFields schedule, string name)
    {
        if (schedule.Text(name, maxLength: 5, isRequired: true) is not { } text) return null;
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        schedule.Refuse(name, $"'{text}' is not a time of day; expected HH:mm.");
        return null;
    }

    private static (int Count, TimeSpan Within) Repetition(AlarmRuleFields fields)
    {
        var count = fields.Whole("count", 1, 1000) ?? (fields.Has("count") ? 0 : 1);
        var within = fields.Seconds("withinSeconds", 1, Day);
        if (count > 1 && !fields.Has("withinSeconds"))
            fields.Refuse("withinSeconds", $"is missing: within which time must the condition begin {count} times?");
        if (count == 1 && within is not null) fields.Refuse("withinSeconds", "goes with a count of 2 or more.");
        return (count, within ?? TimeSpan.Zero); // 0 is refused already
    }

    private static string? Word(AlarmRuleFields fields, string name)
    {
        if (fields.Text(name, maxLength: 48, isRequired: false) is not { } text) return null;
        if (IsWord(text)) return text;
        fields.Refuse(name, $"'{text}' is not a name; {WordForm}");
        return null;
    }

    private static string? Display(AlarmRuleFields fields)
    {
        if (fields.Text("display", MaxDisplay, isRequired: false) is not { } address) return null;
        // Of this site alone: whoever edits rules must not send operators elsewhere.
        if (address[0] == '/' && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\')) return address;
        fields.Refuse("display", $"'{address}' is not an address of this site; expected a path as /data.");
        return null;
    }

    private static TimeSpan Missing(AlarmRuleFields fields, string name)
    {
        if (!fields.Has(name)) fields.Refuse(name, "is missing: how long has the operator to act?");
        return TimeSpan.Zero;
    }
}
