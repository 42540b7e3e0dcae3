using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Maintenance.Core.Conditions;

namespace Maintenance.Training.Evaluation.Drilling;

/// <summary>
/// How a log numbers the activities of its rig, as the description of its own curve says: <c>Drilling[1] Reaming[2] … Circulating (10)
/// Rotating (100)</c>. What is in square brackets is the last digit, what is in round brackets is added when it holds.
/// </summary>
internal sealed partial class ActivityCode
{
    private readonly FrozenDictionary<int, string> _activities;
    private readonly int _circulating;
    private readonly int _rotating;

    private ActivityCode(FrozenDictionary<int, string> activities, int circulating, int rotating) =>
        (_activities, _circulating, _rotating) = (activities, circulating, rotating);

    /// <summary>Reads a description; null when it does not number at least two activities.</summary>
    public static ActivityCode? TryParse(string description)
    {
        var activities = new Dictionary<int, string>();
        foreach (Match match in Numbered().Matches(description))
            activities.TryAdd(int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture), match.Groups["word"].Value);
        int Added(string word) => Flags().Matches(description)
            .Where(m => m.Groups["word"].Value.Equals(word, StringComparison.OrdinalIgnoreCase))
            .Select(m => int.Parse(m.Groups["number"].Value, CultureInfo.InvariantCulture)).FirstOrDefault();
        return activities.Count < 2 ? null : new ActivityCode(activities.ToFrozenDictionary(), Added("circulating"), Added("rotating"));
    }

    /// <summary>Our state for a value of the log; null when the value is no statement about the rig.</summary>
    public DrillingState? StateOf(float value)
    {
        if (!float.IsFinite(value) || value < 0 || value != MathF.Floor(value)) return null;
        var code = (int)value;
        var activity = _rotating > 0 || _circulating > 0 ? code % 10 : code;
        if (!_activities.TryGetValue(activity, out var word)) return null;
        bool Holds(int flag) => flag > 0 && code / flag % 10 == 1;
        return word.ToUpperInvariant() switch
        {
            "DRILLING" or "ROTARYDRILLING" or "SLIDING" or "SLIDEDRILLING" => DrillingState.Drilling,
            "REAMING" or "BACKREAMING" or "WASHING" => DrillingState.Reaming,
            "INSLIPS" or "CONNECTION" or "TRIPINSLIPS" => DrillingState.Connection,
            "TRIPPINGIN" or "TRIPPINGOUT" or "TRIPPING" => DrillingState.Tripping,
            "CIRCULATING" => DrillingState.Circulating,
            "IDLE" or "STATIC" or "STATIONARY" => DrillingState.Idle,
            "OFFBOTTOM" => Holds(_rotating) ? DrillingState.Reaming
                : Holds(_circulating) ? DrillingState.Circulating : DrillingState.Idle,
            _ => null,
        };
    }

    [GeneratedRegex(@"(?<word>[A-Za-z]+)\s*\[(?<number>[0-9]{1,3})\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"(?<word>[A-Za-z]+)\s*\((?<number>[0-9]{1,3})\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Flags();
}
