using Maintenance.Core.Alarms;
using Maintenance.Core.Conditions;

namespace Maintenance.Core.WorkOrders;

/// <summary>What a rule is about, read from its conditions.</summary>
/// <param name="Modes">Failure modes that it names; empty: any.</param>
/// <param name="UsesModel">True when it judges what a model says: health, grade, failure mode, probability or remaining life.</param>
public sealed record AlarmSubject(IReadOnlySet<string> Modes, bool UsesModel)
{
    private const string FailureMode = "failure_mode";
    private static readonly HashSet<string> ModelSignals = new(StringComparer.Ordinal)
    {
        "health_index", "grade", FailureMode, "rul_p10_hours", "rul_p50_hours", "rul_p90_hours",
    };

    /// <summary>The subject of a rule.</summary>
    public static AlarmSubject Of(AlarmRule rule)
    {
        var modes = new HashSet<string>(StringComparer.Ordinal);
        var usesModel = false;
        foreach (var compare in rule.Levels.SelectMany(l => Comparisons(l.When)))
        {
            var isProbability = compare.Signal.StartsWith(AlarmSignals.Probability, StringComparison.Ordinal);
            usesModel |= isProbability || ModelSignals.Contains(compare.Signal);
            if (isProbability) modes.Add(compare.Signal[AlarmSignals.Probability.Length..]);
            else if (compare is { Signal: FailureMode, Word: { } word } && word != FailureModes.None) modes.Add(word);
        }
        return new(modes, usesModel);
    }

    /// <summary>True when a failure is one that the rule is for; of an unknown mode only a rule for any.</summary>
    public bool IsFor(string? mode) => Modes.Count == 0 || (mode is not null && Modes.Contains(mode));

    // What is negated tells when a rule does not judge.
    private static IEnumerable<AlarmCondition.Compare> Comparisons(AlarmCondition condition) => condition switch
    {
        AlarmCondition.Compare compare => [compare],
        AlarmCondition.All all => all.Conditions.SelectMany(Comparisons),
        AlarmCondition.Any any => any.Conditions.SelectMany(Comparisons),
        _ => [],
    };
}
