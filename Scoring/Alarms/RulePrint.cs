using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Maintenance.Core.Alarms;

namespace Maintenance.Scoring.Alarms;

/// <summary>Fingerprint of what a rule judges by, so that a state in the store is never taken over by a rule that has changed.</summary>
internal static class RulePrint
{
    /// <summary>The fingerprint: 16 hexadecimal digits.</summary>
    public static string Of(AlarmRule rule)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{rule.Id}|{rule.Version}|{rule.OnDelay.Ticks}|{rule.OffDelay.Ticks}|{rule.Count}|")
            .Append(CultureInfo.InvariantCulture, $"{rule.Within.Ticks}|");
        if (rule.While is not null) Append(text, rule.While);
        if (rule.Schedule is { } hours)
            text.Append(CultureInfo.InvariantCulture, $"|{hours.TimeZone}|{string.Join(',', hours.Days)}|{hours.From:O}|{hours.Until:O}");
        foreach (var level in rule.Levels) Append(text.Append('|').Append(level.Name).Append('|').Append(level.Priority), level.When);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 8));
    }

    private static void Append(StringBuilder text, AlarmCondition condition)
    {
        switch (condition)
        {
            case AlarmCondition.Compare c:
                text.Append(CultureInfo.InvariantCulture, $"({c.Signal} {c.Comparison} {c.Limit:R} {c.Deadband:R} {c.Word})");
                break;
            case AlarmCondition.All all:
                Append(text, "all", all.Conditions);
                break;
            case AlarmCondition.Any any:
                Append(text, "any", any.Conditions);
                break;
            case AlarmCondition.Not not:
                Append(text, "not", [not.Condition]);
                break;
            default:
                throw new ArgumentException($"Unknown condition {condition.GetType().Name}.", nameof(condition));
        }
    }

    private static void Append(StringBuilder text, string word, IReadOnlyList<AlarmCondition> conditions)
    {
        text.Append('(').Append(word);
        foreach (var condition in conditions) Append(text, condition);
        text.Append(')');
    }
}
