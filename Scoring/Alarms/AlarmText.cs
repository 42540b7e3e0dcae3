using System.Globalization;
using Maintenance.Core.Alarms;

namespace Maintenance.Scoring.Alarms;

/// <summary>Why an alarm was raised, and why it ended, in words.</summary>
internal static class AlarmText
{
    /// <summary>Why it was withdrawn.</summary>
    public const string Withdrawn = "readings that came later show that this was not so";

    /// <summary>Why it ended when its rule no longer applied to the asset.</summary>
    public const string Moved = "then the drill was registered where other rules apply";

    /// <summary>The conditions that held, and why it ended when they did not end it.</summary>
    public static string Of(CompiledLevel level, float value, AlarmEnd end)
    {
        var text = Words(level.Level.When);
        if (!float.IsNaN(value) && !float.IsNaN(level.MainLimit))
            text += string.Create(CultureInfo.InvariantCulture, $"; {MathF.Round(value, 3)} when it began");
        if (level.Rule.Count > 1) text += string.Create(CultureInfo.InvariantCulture, $"; {level.Rule.Count} times in {level.Rule.Within}");
        return end switch
        {
            AlarmEnd.Suppressed => text + "; then suppressed by design",
            AlarmEnd.RuleChanged => text + "; then the rule was changed",
            _ => text,
        };
    }

    private static string Words(AlarmCondition condition) => condition switch
    {
        AlarmCondition.Compare { Comparison: AlarmComparison.Is } c => $"{c.Signal} is {c.Word}",
        AlarmCondition.Compare c => string.Create(CultureInfo.InvariantCulture,
            $"{c.Signal} {(c.Comparison == AlarmComparison.Above ? "above" : "below")} {c.Limit}"),
        AlarmCondition.All all => Joined(all.Conditions, " and "),
        AlarmCondition.Any any => Joined(any.Conditions, " or "),
        AlarmCondition.Not not => $"not ({Words(not.Condition)})",
        _ => "",
    };

    private static string Joined(IReadOnlyList<AlarmCondition> conditions, string word) =>
        string.Join(word, conditions.Select(c => c is AlarmCondition.Compare || conditions.Count == 1 ? Words(c) : $"({Words(c)})"));
}
