using Maintenance.Api.Wording;
using Maintenance.Core.Alarms;
using Maintenance.Core.Channels;

namespace Maintenance.Dashboard.Display;

/// <summary>What a rule's level is about, for display: a name, a unit and, where it is one, the charted series.</summary>
/// <param name="Label">Name for people.</param>
/// <param name="Unit">Unit of values and limits.</param>
/// <param name="Channel">The channel it comes from; null when it is none.</param>
/// <param name="IsHealth">True of the health index.</param>
/// <param name="Sign">How the limit is passed: "&gt;" or "&lt;"; empty when a level has no limit.</param>
internal sealed record ShownSignal(string Label, DisplayUnit Unit, Channel? Channel, bool IsHealth, string Sign)
{
    private static readonly DisplayUnit Plain = new("", 1, 0, 2);

    /// <summary>The first signal of a level: the one whose value and limit an alarm has.</summary>
    public static ShownSignal? Of(AlarmRule rule, string level, UnitSystem units) =>
        ConditionOf(rule, level) is { } condition && Comparisons(condition).FirstOrDefault() is { } compare ? Of(compare, units) : null;

    /// <summary>
    /// What a chart of the alarm shows: the channel that its signal is, or is made of; the health index when it is made of several.
    /// </summary>
    public static ShownSignal ChartOf(AlarmRule rule, string level, UnitSystem units)
    {
        var own = Of(rule, level, units);
        if (own is { Channel: not null } or { IsHealth: true }) return own;
        var channel = ConditionOf(rule, level) is { } condition
            ? Comparisons(condition).Select(c => ChannelOf(c.Signal)).FirstOrDefault(c => c is not null) : null;
        return channel is null ? Of(new AlarmCondition.Compare(AlarmSignals.HealthIndex, AlarmComparison.Below, 0, 0, Word: null), units)
            : new ShownSignal(Words.Channel(channel.Name), DisplayUnits.Of(channel, units), channel, IsHealth: false, Sign: "");
    }

    private static ShownSignal Of(AlarmCondition.Compare compare, UnitSystem units)
    {
        var sign = compare.Comparison switch { AlarmComparison.Above => ">", AlarmComparison.Below => "<", _ => "" };
        var (prefix, name) = compare.Signal.Split('.', 2) is [var first, var rest] ? (first + ".", rest) : ("", compare.Signal);
        if (StandardChannels.All.FirstOrDefault(c => c.Name == compare.Signal.Split('.')[0]) is { } own)
        {
            var words = name is "min" or "max" ? $"{Words.Channel(own.Name)}, {(name == "min" ? "minimum" : "maximum")}"
                : Words.Channel(own.Name);
            return new ShownSignal(words, DisplayUnits.Of(own, units), own, IsHealth: false, sign);
        }
        var channel = StandardChannels.All.FirstOrDefault(c => c.Name == name);
        return prefix switch
        {
            AlarmSignals.Rate when channel is not null => new($"{Words.Channel(name)}, change per hour", PerHour(DisplayUnits.Of(channel,
                units)),
                Channel: null, IsHealth: false, sign),
            AlarmSignals.Deviation => new($"{Words.Channel(name)}, deviation from own past", Plain with { Symbol = "σ", Decimals = 1 },
                Channel: null, IsHealth: false, sign),
            AlarmSignals.Probability => new($"Probability of {Words.FailureMode(name)}", new DisplayUnit("%", 100, 0, 0), null, false,
                sign),
            AlarmSignals.Descriptor or AlarmSignals.SensorFault => new(Words.Channel(name), Plain, Channel: null, IsHealth: false, sign),
            _ when compare.Signal == AlarmSignals.HealthIndex => new("Health index", Plain with { Decimals = 0 }, null, IsHealth: true,
                sign),
            _ when compare.Signal.EndsWith("_hours", StringComparison.Ordinal) =>
                new("Remaining useful life", new DisplayUnit("h", 1, 0, 0), null, false, sign),
            _ when compare.Signal.EndsWith("_seconds", StringComparison.Ordinal) =>
                new(Words.Channel(compare.Signal[..^"_seconds".Length]), new DisplayUnit("s", 1, 0, 0), null, false, sign),
            _ => new(Words.Channel(compare.Signal), Plain with { Decimals = 0 }, Channel: null, IsHealth: false, sign),
        };
    }

    // A difference has no offset.
    private static DisplayUnit PerHour(DisplayUnit unit) => unit with { Symbol = $"{unit.Symbol}/h", Offset = 0 };

    private static AlarmCondition? ConditionOf(AlarmRule rule, string level) =>
        (rule.Levels.FirstOrDefault(l => l.Name == level) ?? (rule.Levels is [var first, ..] ? first : null))?.When;

    private static IEnumerable<AlarmCondition.Compare> Comparisons(AlarmCondition condition) => condition switch
    {
        AlarmCondition.Compare compare => [compare],
        AlarmCondition.All all => all.Conditions.SelectMany(Comparisons),
        AlarmCondition.Any any => any.Conditions.SelectMany(Comparisons),
        AlarmCondition.Not not => Comparisons(not.Condition),
        _ => [],
    };

    // "torque.max" and "rate.torque" alike.
    private static Channel? ChannelOf(string signal) =>
        signal.Split('.') is var parts ? StandardChannels.All.FirstOrDefault(c => parts.Contains(c.Name, StringComparer.Ordinal)) : null;

    /// <summary>A value rounded as shown, as programs read numbers: no separators between thousands; empty when there is none.</summary>
    public string Number(float value) =>
        float.IsFinite(value) ? Unit.Format(value).Replace(",", "", StringComparison.Ordinal) : "";

    /// <summary>"97.2 °C &gt; 95.0 °C"; the limit alone when nobody could tell them apart; empty when there is no value.</summary>
    public string Compare(float value, float limit) => !float.IsFinite(value) ? ""
        : Sign.Length == 0 || !float.IsFinite(limit) ? Unit.FormatWithUnit(value)
        : Unit.Format(value) == Unit.Format(limit) ? $"{Sign} {Unit.FormatWithUnit(limit)}"
        : $"{Unit.FormatWithUnit(value)} {Sign} {Unit.FormatWithUnit(limit)}";
}
