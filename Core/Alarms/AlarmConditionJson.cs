using System.Globalization;
using System.Text.Json.Nodes;

namespace Maintenance.Core.Alarms;

/// <summary>Reads conditions (<c>docs/formats/alarm-rules.md</c>) and says what is wrong with them.</summary>
internal static class AlarmConditionJson
{
    private const int MaxDepth = 8;
    private const int MaxCompares = 64;
    private const int MaxNearest = 3;

    private static readonly string[] Kinds = ["signal", "all", "any", "not"];

    /// <summary>True for a condition that stands for itself; one without these changes another.</summary>
    public static bool IsWhole(JsonObject json) => Kinds.Any(json.ContainsKey);

    /// <summary>The condition; null when something is wrong with it.</summary>
    /// <param name="fields">Its fields.</param>
    /// <param name="mayBeSilence">True where the time without data may be asked for.</param>
    public static AlarmCondition? Parse(AlarmRuleFields fields, bool mayBeSilence)
    {
        var compares = 0;
        var condition = Parse(fields, 1, ref compares, mayBeSilence);
        if (compares <= MaxCompares) return condition;
        fields.Refuse("", $"holds {compares} comparisons; at most {MaxCompares} are allowed.");
        return null;
    }

    private static AlarmCondition? Parse(AlarmRuleFields fields, int depth, ref int compares, bool mayBeSilence)
    {
        if (depth > MaxDepth)
        {
            fields.Refuse("", $"is nested deeper than {MaxDepth} levels; divide the rule.");
            return null;
        }
        var kinds = Kinds.Where(fields.Has).ToList();
        if (kinds.Count != 1)
        {
            fields.Refuse("", $"{(kinds.Count == 0 ? "names none of" : $"names {string.Join(" and ", kinds)}, but takes one of")} "
                + "signal, all, any, not; expected for example {\"signal\": \"bearing_temperature\", \"above\": 95, \"deadband\": 3}.");
            return null;
        }
        if (kinds[0] == "signal")
        {
            compares++;
            var compare = ParseCompare(fields);
            if (compare?.Signal == AlarmSignals.ModelRefused && (depth > 1 || !mayBeSilence || compare.Comparison != AlarmComparison.Above))
            {
                fields.Refuse("signal", $"{AlarmSignals.ModelRefused} is about the installation, everything else about a drill; expected "
                    + "in a level, alone, with above.");
                return null;
            }
            if (mayBeSilence || compare?.Signal != AlarmSignals.DataGap) return compare;
            fields.Refuse("signal", $"{AlarmSignals.DataGap} is about arrival, everything else about blocks; expected in a level, alone or "
                + "within all.");
            return null;
        }
        if (kinds[0] == "not")
        {
            var inner = fields.Object("not", "a condition") is { } negated
                ? Parse(negated, depth + 1, ref compares, mayBeSilence: false) : null;
            fields.RefuseOthers(["not"]);
            return inner is null ? null : new AlarmCondition.Not(inner);
        }
        var conditions = new List<AlarmCondition>();
        var parts = fields.Objects(kinds[0], MaxCompares, "conditions") ?? [];
        foreach (var part in parts)
            if (Parse(part, depth + 1, ref compares, mayBeSilence && kinds[0] == "all") is { } parsed) conditions.Add(parsed);
        fields.RefuseOthers([kinds[0]]);
        if (conditions.Count == 0 || conditions.Count < parts.Count) return null;
        return kinds[0] == "all" ? new AlarmCondition.All(conditions) : new AlarmCondition.Any(conditions);
    }

    private static AlarmCondition.Compare? ParseCompare(AlarmRuleFields fields)
    {
        var name = fields.Text("signal", maxLength: 80, isRequired: true);
        var signal = name is null ? null : AlarmSignals.Find(name);
        if (name is not null && signal is null) fields.Refuse("signal", $"'{name}' is not a signal; nearest: {Nearest(name)}.");
        string[] comparisons = [.. ((string[])["above", "below", "is"]).Where(fields.Has)];
        if (comparisons.Length != 1)
            fields.Refuse("", $"has {(comparisons.Length == 0 ? "no comparison" : string.Join(" and ", comparisons))}; expected one of "
                + "above, below, is.");
        if (signal is null || comparisons.Length != 1) return null;
        var compare = comparisons[0] == "is" ? Word(fields, signal) : Limit(fields, signal, comparisons[0]);
        if (compare is not null) fields.RefuseOthers(["signal", "above", "below", "is", "deadband"]);
        return compare;
    }

    private static AlarmCondition.Compare? Word(AlarmRuleFields fields, AlarmSignalDefinition signal)
    {
        if (signal.Words is not { } words)
        {
            fields.Refuse("is", $"{signal.Name} is a number; expected above or below.");
            return null;
        }
        if (fields.Has("deadband")) fields.Refuse("deadband", "goes with above and below alone.");
        return fields.OneOf("is", words) is { } word
            ? new AlarmCondition.Compare(signal.Name, AlarmComparison.Is, double.NaN, 0, word) : null;
    }

    private static AlarmCondition.Compare? Limit(AlarmRuleFields fields, AlarmSignalDefinition signal, string comparison)
    {
        if (!signal.IsNumber)
        {
            fields.Refuse(comparison, $"{signal.Name} is a word; expected is, one of {string.Join(", ", signal.Words!)}.");
            return null;
        }
        var isAbove = comparison == "above";
        if (signal.Name == AlarmSignals.DataGap && !isAbove)
        {
            fields.Refuse(comparison, "the time without data only grows; expected above.");
            return null;
        }
        var limit = fields.Number(comparison, signal.Min, signal.Max, signal.Unit);
        var deadband = fields.Number("deadband", 0, signal.Max - signal.Min, signal.Unit) ?? 0;
        if (limit is not { } l) return null;
        // What can never be left, or never be reached, is no limit.
        var end = isAbove ? l - deadband : l + deadband;
        if (end < signal.Min || end > signal.Max)
        {
            fields.Refuse("deadband", string.Create(CultureInfo.InvariantCulture,
                $"is {deadband}: {signal.Name} would have to come to {end} before the alarm returns, but ranges from {signal.Min} to "
                    + $"{signal.Max}; expected less."));
            return null;
        }
        if (isAbove ? l >= signal.Max : l <= signal.Min)
        {
            fields.Refuse(comparison, string.Create(CultureInfo.InvariantCulture,
                $"is {l}, which {signal.Name} never passes: it ranges from {signal.Min} to {signal.Max}."));
            return null;
        }
        return new AlarmCondition.Compare(signal.Name, isAbove ? AlarmComparison.Above : AlarmComparison.Below, l, deadband, Word: null);
    }

    private static string Nearest(string name) => string.Join(", ",
        AlarmSignals.All.OrderBy(s => Distance(name, s.Name)).ThenBy(s => s.Name, StringComparer.Ordinal).Take(MaxNearest)
            .Select(s => s.Name));

    // Edits between two words (Levenshtein).
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (diagonal, _) = (row[0], row[0] = i);
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
