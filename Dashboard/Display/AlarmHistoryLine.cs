using Maintenance.Api.Wording;
using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;

namespace Maintenance.Dashboard.Display;

/// <summary>One line of an alarm's history: what happened, when, and when it was known.</summary>
/// <param name="KnownUnixMicros">When it was known.</param>
/// <param name="HappenedUnixMicros">When it happened.</param>
/// <param name="What">What, in words.</param>
/// <param name="Who">The account; empty for the product itself.</param>
/// <param name="Text">Comment, reason or figures.</param>
/// <param name="IsCorrection">True when it changes what was known before.</param>
internal sealed record AlarmHistoryLine(
    long KnownUnixMicros, long HappenedUnixMicros, string What, string Who, string Text, bool IsCorrection)
{
    private const long Minute = 60 * UnixMicros.PerSecond;

    /// <summary>True when it was known more than a minute after it happened.</summary>
    public bool IsLate => KnownUnixMicros - HappenedUnixMicros > Minute;

    /// <summary>All lines, newest knowledge first.</summary>
    public static IReadOnlyList<AlarmHistoryLine> Of(AlarmLife life, AlarmRule rule, UserPreferences preferences)
    {
        var known = new Dictionary<(string Level, long Time), AlarmEventRow>();
        var steps = new List<AlarmHistoryLine>();
        foreach (var row in life.Events)
        {
            var before = known.TryGetValue((row.Level, row.EventTimeUnixMicros), out var old) ? old : (AlarmEventRow?)null;
            steps.AddRange(Of(row, before, rule, preferences));
            known[(row.Level, row.EventTimeUnixMicros)] = row;
        }
        steps.AddRange(life.Actions.Select(a => Of(a, preferences)));
        return [.. steps.Index().OrderByDescending(s => s.Item.KnownUnixMicros).ThenByDescending(s => s.Index).Select(s => s.Item)];
    }

    /// <summary>The lines as a file.</summary>
    public static ShownTable File(IReadOnlyList<AlarmHistoryLine> lines, UserPreferences preferences) => new("alarm-history",
        [$"Known ({preferences.ZoneLabel})", $"Happened ({preferences.ZoneLabel})", "What", "By", "More"],
        [
            .. lines.Select(l => new[]
            {
                TimeOf(l.KnownUnixMicros, preferences), l.HappenedText(preferences), l.WhatText, l.Who, l.Text,
            }),
        ]);

    /// <summary>When it happened, and that this was known late.</summary>
    public string HappenedText(UserPreferences preferences) => TimeOf(HappenedUnixMicros, preferences) + (IsLate ? ", known late" : "");

    /// <summary>What happened, and whether it corrects what was known.</summary>
    public string WhatText => IsCorrection ? $"{What} (correction)" : What;

    private static string TimeOf(long unixMicros, UserPreferences preferences) =>
        UnixMicros.TryToUtc(unixMicros, out var time) ? preferences.Time(time) : "–";

    private static IEnumerable<AlarmHistoryLine> Of(AlarmEventRow row, AlarmEventRow? before, AlarmRule rule, UserPreferences preferences)
    {
        if (row.Withdrawn)
        {
            yield return new(row.KnownAtUnixMicros, row.EventTimeUnixMicros, $"{LevelOf(row)} withdrawn: it never was", "",
                BecauseOf(row), true);
            yield break;
        }
        var begins = before is null || before.Value.Withdrawn;
        if (begins)
        {
            var figures = ShownSignal.Of(rule, row.Level, preferences.Units)?.Compare(row.Value, row.Limit) ?? "";
            yield return new(row.KnownAtUnixMicros, row.EventTimeUnixMicros, $"{LevelOf(row)} began, {PriorityOf(row)} priority", "",
                string.Join(" · ", new[] { figures, BecauseOf(row) }.Where(t => !string.IsNullOrEmpty(t))), before is not null);
        }
        var earlier = begins ? UnixMicros.None : before!.Value.ReturnedUnixMicros;
        if (row.ReturnedUnixMicros == earlier)
        {
            if (!begins)
                yield return new(row.KnownAtUnixMicros, row.EventTimeUnixMicros, $"{LevelOf(row)} corrected", "", BecauseOf(row), true);
        }
        else if (row.ReturnedUnixMicros == UnixMicros.None)
            yield return new(row.KnownAtUnixMicros, earlier, $"{LevelOf(row)} still stands: it had not returned", "", BecauseOf(row),
                true);
        else if (earlier == UnixMicros.None)
            yield return new(row.KnownAtUnixMicros, row.ReturnedUnixMicros, $"{LevelOf(row)} returned to normal", "",
                $"stood for {Words.Age(TimeSpan.FromMicroseconds(row.ReturnedUnixMicros - row.EventTimeUnixMicros))}", false);
        else
            yield return new(row.KnownAtUnixMicros, row.ReturnedUnixMicros, $"{LevelOf(row)}: end corrected", "",
                $"was {preferences.Time(UnixMicros.ToUtc(earlier))}", true);
    }

    private static AlarmHistoryLine Of(OperatorActionRow row, UserPreferences preferences)
    {
        var until = row.UntilUnixMicros == UnixMicros.None ? "" : $" until {preferences.Time(UnixMicros.ToUtc(row.UntilUnixMicros))}";
        return new(row.EventTimeUnixMicros, row.EventTimeUnixMicros, Words.Sentence(AlarmWords.Action(row.Action)) + until, row.Actor,
            row.Text ?? "", false);
    }

    private static string BecauseOf(AlarmEventRow row) => AlarmConditionText.InWords(row.Because ?? "");

    private static string LevelOf(AlarmEventRow row) => Words.Channel(row.Level);

    private static string PriorityOf(AlarmEventRow row) => AlarmWords.Priority((AlarmPriority)row.Priority);
}
