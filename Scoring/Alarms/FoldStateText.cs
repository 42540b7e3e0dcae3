using System.Text.Json;
using System.Text.Json.Serialization;

namespace Maintenance.Scoring.Alarms;

/// <summary>Text of a state in the store: each rule that remembers something, by its key, so that other rules may change.</summary>
internal static class FoldStateText
{
    /// <summary>The text; null when no rule remembers anything.</summary>
    public static string? Of(FoldState state)
    {
        var rules = new List<RuleState>();
        foreach (var rule in state.Rules.Rules)
        {
            if (state.IsClear(rule)) continue;
            rules.Add(new RuleState(
                rule.Key,
                string.Concat(state.Truths.AsSpan(rule.FirstComparator, rule.Comparators).ToArray().Select(t => (char)('0' + (int)t))),
                Array.TrueForAll(rule.Levels, l => state.Levels[l.Index].Phase == LevelPhase.Idle)
                    ? null : [.. rule.Levels.Select(l => StoredLevel.Of(state.Levels[l.Index]))],
                rule.Rule.Count > 1 ? [.. rule.Levels.SelectMany(l => state.OnsetsOf(l).ToArray())] : null));
        }
        return rules.Count == 0 ? null : JsonSerializer.Serialize(rules, FoldStateJson.Default.ListRuleState);
    }

    /// <summary>The state of a text this product stored. What belongs to no rule is left out.</summary>
    public static FoldState Restored(CompiledRules rules, string? text)
    {
        var state = new FoldState(rules);
        if (text is null) return state;
        foreach (var stored in JsonSerializer.Deserialize(text, FoldStateJson.Default.ListRuleState) ?? [])
            if (Array.Find(rules.Rules, r => r.Key == stored.Rule) is { } rule) Restore(state, rule, stored);
        return state;
    }

    private static void Restore(FoldState state, CompiledRule rule, RuleState stored)
    {
        for (var i = 0; i < Math.Min(rule.Comparators, stored.Truths.Length); i++)
            state.Truths[rule.FirstComparator + i] = (Truth)(stored.Truths[i] - '0');
        var onset = 0;
        for (var i = 0; i < rule.Levels.Length; i++)
        {
            if (stored.Levels is { } levels && i < levels.Length) state.Levels[rule.Levels[i].Index] = levels[i].ToState();
            foreach (ref var o in state.OnsetsOf(rule.Levels[i]))
                if (stored.Onsets is { } onsets && onset < onsets.Length) o = onsets[onset++];
        }
    }
}

/// <summary>State of a rule as stored.</summary>
/// <param name="Rule">Its key.</param>
/// <param name="Truths">A digit per comparison.</param>
/// <param name="Levels">Its levels; null when all are idle.</param>
/// <param name="Onsets">Counted onsets of all levels; null when it does not count.</param>
internal sealed record RuleState(string Rule, string Truths, StoredLevel[]? Levels, long[]? Onsets);

/// <summary>State of a level as stored.</summary>
internal sealed record StoredLevel(LevelPhase Phase, long Onset, long Due, long Left, float? Value)
{
    /// <summary>Of a state.</summary>
    public static StoredLevel Of(in LevelState s) => new(s.Phase, s.Onset, s.Due, s.Left, float.IsFinite(s.Value) ? s.Value : null);

    /// <summary>The state.</summary>
    public LevelState ToState() => new() { Phase = Phase, Onset = Onset, Due = Due, Left = Left, Value = Value ?? float.NaN };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<RuleState>))]
internal sealed partial class FoldStateJson : JsonSerializerContext;
