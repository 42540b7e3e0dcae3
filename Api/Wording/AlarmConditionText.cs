using System.Globalization;
using System.Text.RegularExpressions;
using Maintenance.Core.Alarms;

namespace Maintenance.Api.Wording;

/// <summary>A condition of a rule in words: "bearing temperature above 95 °C".</summary>
public static partial class AlarmConditionText
{
    /// <summary>The words of a condition.</summary>
    public static string Of(AlarmCondition condition) => condition switch
    {
        AlarmCondition.Compare { Word: { } word } c => $"{Signal(c.Signal)} is {word.Replace('_', ' ')}",
        AlarmCondition.Compare c => string.Create(CultureInfo.InvariantCulture,
            $"{Signal(c.Signal)} {(c.Comparison == AlarmComparison.Above ? "above" : "below")} {Number(c)}{Unit(c.Signal)}"),
        AlarmCondition.All all => string.Join(" and ", all.Conditions.Select(Inner)),
        AlarmCondition.Any any => string.Join(" or ", any.Conditions.Select(Inner)),
        AlarmCondition.Not not => $"not {Inner(not.Condition)}",
        _ => "",
    };

    /// <summary>A signal's name: "rate of bearing temperature".</summary>
    public static string Signal(string name)
    {
        var (prefix, rest) = name.IndexOf('.') is > 0 and var dot ? (name[..(dot + 1)], name[(dot + 1)..]) : ("", name);
        var words = rest.Replace('_', ' ');
        return prefix switch
        {
            "" or AlarmSignals.Descriptor => words,
            AlarmSignals.Rate => $"rise of {words}",
            AlarmSignals.Deviation => $"deviation of {words}",
            AlarmSignals.Probability => $"probability of {words}",
            AlarmSignals.SensorFault => $"sensors {words}",
            _ => rest switch
            {
                "min" => $"smallest {prefix[..^1].Replace('_', ' ')}",
                "max" => $"greatest {prefix[..^1].Replace('_', ' ')}",
                _ => name,
            },
        };
    }

    /// <summary>A text in which signals are named as rules name them, with their names in words.</summary>
    public static string InWords(string text) => SignalName().Replace(text, name =>
        AlarmSignals.Find(name.Value) is null ? name.Value : Signal(name.Value));

    [GeneratedRegex("[a-z][a-z0-9_]*(?:\\.[a-z][a-z0-9_]*)?", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SignalName();

    private static string Inner(AlarmCondition condition) =>
        condition is AlarmCondition.All or AlarmCondition.Any ? $"({Of(condition)})" : Of(condition);

    // Grades are compared as numbers, and read as letters.
    private static string Number(AlarmCondition.Compare c) => c.Signal == AlarmSignals.Grade && c.Limit is >= 1 and <= 4
        ? $"{"ABCD"[(int)Math.Floor(c.Limit) - 1]}" : c.Limit.ToString("#,0.######", CultureInfo.InvariantCulture);

    private static string Unit(string signal) => (AlarmSignals.Find(signal)?.Unit ?? "") switch
    {
        "" => "",
        var unit => " " + unit.Replace("degC", "°C", StringComparison.Ordinal).Replace("N.m", "N·m", StringComparison.Ordinal)
            .Replace("m3", "m³", StringComparison.Ordinal).Replace("s2", "s²", StringComparison.Ordinal),
    };
}
