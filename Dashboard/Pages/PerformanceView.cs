using Maintenance.Core.Alarms;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Time;
using Maintenance.Dashboard.Controls;
using Maintenance.Dashboard.Display;

namespace Maintenance.Dashboard.Pages;

/// <summary>View model of the alarm system's performance: figures in words beside what the standards allow.</summary>
internal sealed class PerformanceView(AlarmPerformance figures, AlarmRuleSet rules, UserPreferences preferences)
{
    /// <summary>A figure as a sentence would say it.</summary>
    /// <param name="Label">What it is.</param>
    /// <param name="Value">The figure with its unit.</param>
    /// <param name="Limit">What is allowed; empty when the standards name nothing.</param>
    /// <param name="IsMet">Whether it is kept; null when there is no limit.</param>
    internal sealed record Line(string Label, string Value, string Limit, bool? IsMet);

    private const string NotKnown = "not known";

    public AlarmPerformance Figures { get; } = figures;

    /// <summary>Alarms per operator and hour.</summary>
    public string PerOperatorHour => Figures.IsKnown ? Figures.PerOperatorHour.ToString("N1") : NotKnown;

    /// <summary>Announced alarms.</summary>
    public string Alarms => Figures.IsKnown ? Figures.Alarms.ToString("N0") : NotKnown;

    /// <summary>The verdict on the load, after EEMUA 191.</summary>
    public string Verdict => !Figures.IsKnown ? "Nothing was judged in this time, so that nothing is known of the alarms."
        : Figures.Alarms == 0 ? "No alarm was announced in this time."
        : Figures.PerOperatorHour <= AlarmLoadLimits.PerOperatorHour ? "The load is acceptable."
        : Figures.PerOperatorHour <= AlarmLoadLimits.MostPerOperatorHour ? "The load can be managed, no more."
        : "The load is more than an operator can manage.";

    public IReadOnlyList<Line> Lines =>
        Figures.IsKnown ? Known : [.. Known.Select(l => l with { Value = NotKnown, IsMet = null })];

    private IReadOnlyList<Line> Known =>
    [
        new("Alarms per operator hour", Figures.PerOperatorHour.ToString("N1"),
            $"{AlarmLoadLimits.PerOperatorHour} acceptable, {AlarmLoadLimits.MostPerOperatorHour} at most",
            Figures.PerOperatorHour <= AlarmLoadLimits.PerOperatorHour),
        new("Most in ten minutes, per operator", Figures.PeakPerTenMinutes.ToString("N0"), $"at most {AlarmLoadLimits.PerTenMinutes}",
            Figures.PeakPerTenMinutes <= AlarmLoadLimits.PerTenMinutes),
        new("Ten-minute intervals with more", Share(Figures.ShareOverTen), $"below {Share(AlarmLoadLimits.ShareOverTen)}",
            Figures.ShareOverTen < AlarmLoadLimits.ShareOverTen),
        new("Time in flood", $"{Share(Figures.FloodShare)} in {Count(Figures.Floods, "flood")}",
            $"below {Share(AlarmLoadLimits.FloodShare)}",
            Figures.FloodShare < AlarmLoadLimits.FloodShare),
        new("Chattering alarms", Figures.Chattering.ToString("N0"), "none", Figures.Chattering == 0),
        new("Fleeting alarms", Figures.Fleeting.ToString("N0"), "none", Figures.Fleeting == 0),
        new("Stale alarms, over 24 h", Figures.Stale.ToString("N0"), $"fewer than {AlarmLoadLimits.StaleBelow}",
            Figures.Stale < AlarmLoadLimits.StaleBelow),
        new("Share of the ten most frequent", Figures.BadActorsShare is { } share ? Share(share) : "–",
            $"at most {Share(AlarmLoadLimits.BadActorsShare)}",
            Figures.BadActorsShare is { } ofTen ? ofTen <= AlarmLoadLimits.BadActorsShare : null),
        new("Time to acknowledge, median", Length(Figures.ToAcknowledge.MedianSeconds), "", null),
        new("Time to acknowledge, nine of ten", Length(Figures.ToAcknowledge.P90Seconds), "", null),
        new("Not acknowledged", Figures.Unacknowledged.ToString("N0"), "", null),
        new("Time to clear, median", Length(Figures.ToClear.MedianSeconds), "", null),
        new("Time to clear, nine of ten", Length(Figures.ToClear.P90Seconds), "", null),
        new("Standing at the end", Figures.StandingAtEnd.ToString("N0"), "", null),
        new("Called nobody: over when known", Figures.OverWhenKnown.ToString("N0"), "", null),
        new("Called nobody: masked, shelved, out of service",
            $"{Figures.Masked:N0}, {Figures.Shelved:N0}, {Figures.OutOfService:N0}", "", null),
        new("Withdrawn by later data", Figures.Withdrawn.ToString("N0"), "", null),
    ];

    /// <summary>The load by priority beside that of a rationalised set, percent.</summary>
    public ChartData Priorities => new("Alarms by priority", "%", "Priority", ChartShape.Bars,
        [.. Figures.Priorities.SelectMany(p => new[] { Words.Sentence(AlarmWords.Priority(p.Priority)),
            $"{AlarmWords.Priority(p.Priority)}, meant" })],
        [new ChartSeries("Share of all alarms", ChartTone.Late,
            [.. Figures.Priorities.SelectMany(p => new[] { (p.Share ?? double.NaN) * 100, p.Target * 100 })])])
    { Decimals = 0 };

    /// <summary>What a rule is called; its id when it is no longer known.</summary>
    public string TitleOf(string rule)
    {
        foreach (var period in rules.For(null)) if (period.Rule.Id == rule) return period.Rule.Title;
        return rule;
    }

    /// <summary>What would have made a bad actor come less often.</summary>
    public string AdviceOf(BadActor actor)
    {
        var text = actor.Advice.Count == 0 ? "No delay or deadband would have removed any: look at the limit, or at the drill."
            : string.Join("; ", actor.Advice.Select(a => $"{Remedy(a, UnitOf(actor.Rule))} would have removed {a.Removed:N0}"));
        return actor.PausesWithoutValues is > 0 and var missing
            ? $"{text}. Of {missing:N0} of {Count(actor.Pauses.Count, "pause")} between its alarms no value is stored: "
                + "a deadband may do more."
            : text;
    }

    /// <summary>What the page shows as a file: a row per figure, and for each frequent alarm and each flood a row per column.</summary>
    public ShownTable File => new("alarm-performance", ["Section", "Subject", "Drill", "Figure", "Value", "Allowed", "Kept"],
    [
        Row("Load", "Alarms per operator hour", PerOperatorHour), Row("Load", "Alarms", Alarms),
        Row("Load", "Drills judged", Figures.DrillsJudged.ToString("N0")),
        Row("Load", "Operator hours", Figures.Window.OperatorHours.ToString("N0")), Row("Load", "Verdict", Verdict),
        .. Lines.Select(l => new[] { "Figures", "", "", l.Label, l.Value, l.Limit, Kept(l) }),
        .. Figures.BadActors.SelectMany(b => new[]
            {
                ("Times", b.Alarms.ToString("N0")), ("Share", Share(b.Share)), ("Advice", AdviceOf(b)),
            }.Select(c => new[] { "The ten most frequent alarms", NameOf(b), b.Asset, c.Item1, c.Item2, "", "" })),
        .. Figures.WorstFloods.SelectMany(f => new[]
            {
                ("Length", LengthOf(f)), ("Alarms", f.Alarms.ToString("N0")), ("Most in ten minutes", f.Peak.ToString("N0")),
            }.Select(c => new[] { "Floods", Time(f.FromUnixMicros), "", c.Item1, c.Item2, "", "" })),
    ]);

    /// <summary>What a frequent alarm is called, and that it chatters.</summary>
    public string NameOf(BadActor actor) => TitleOf(actor.Rule) + (actor.Chatters ? ", chatters" : "");

    /// <summary>How long a flood was.</summary>
    public static string LengthOf(AlarmFlood flood) => Words.Age(TimeSpan.FromMicroseconds(flood.UntilUnixMicros - flood.FromUnixMicros));

    /// <summary>Whether a limit is kept; empty without one.</summary>
    public static string Kept(Line line) => line.IsMet switch { true => "yes", false => "no", _ => "" };

    public string Time(long unixMicros) => preferences.Time(UnixMicros.ToUtc(unixMicros));

    public static string Share(double share) => $"{share * 100:0.#}\u00a0%";

    private static string[] Row(string section, string figure, string value) => [section, "", "", figure, value, "", ""];

    private static string Remedy(AlarmAdvice advice, string unit) => advice.Remedy switch
    {
        AlarmRemedy.OnDelay => $"an on-delay of {Length(advice.Amount)}",
        AlarmRemedy.OffDelay => $"an off-delay of {Length(advice.Amount)}",
        _ => $"a deadband of {advice.Amount:0.######}{unit}",
    };

    // As a rule states it.
    private string UnitOf(string rule)
    {
        foreach (var period in rules.For(null))
            if (period.Rule.Id == rule && AlarmAdvice.FirstLimit(period.Rule) is { } limit
                && AlarmSignals.Find(limit.Signal) is { Unit.Length: > 0 } signal) return $"\u00a0{signal.Unit}";
        return "";
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number:N0} {what}s";

    private static string Length(double? seconds) => seconds is { } s ? Words.Age(TimeSpan.FromSeconds(s)) : "–";
}
