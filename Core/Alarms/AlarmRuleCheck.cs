using Maintenance.Core.Assets;

namespace Maintenance.Core.Alarms;

/// <summary>Says whether a changed definition gives a rule that can be judged by, at every place where it applies.</summary>
public static class AlarmRuleCheck
{
    /// <summary>What is wrong with a change; empty when nothing is.</summary>
    /// <param name="rules">The rules as they are.</param>
    /// <param name="change">The new definition.</param>
    /// <param name="assets">The registered assets: their places are where definitions meet.</param>
    public static IReadOnlyList<AlarmRuleError> Of(AlarmRuleSet rules, AlarmRuleDefinition change, IReadOnlyCollection<Asset> assets)
    {
        if (!AlarmRuleParser.IsWord(change.Rule))
            return [new("", $"'{change.Rule}' is not the name of a rule; {AlarmRuleParser.WordForm}")];
        AlarmRuleDefinition[] definitions = [.. rules.DefinitionsOf(change.Rule), change];
        var scopes = definitions.Select(d => d.Scope).ToHashSet();
        // Every combination of scopes that any asset has, each with one asset to name it by; and the change's own, without an asset.
        var places = new Dictionary<string, (IReadOnlyList<AlarmScope> Scopes, string? Asset)>(StringComparer.Ordinal);
        Add(change.Scope.Path(), asset: null);
        foreach (var asset in assets.Where(change.Scope.Covers).OrderBy(a => a.Id.Value, StringComparer.Ordinal))
            Add(AlarmScope.Of(asset), asset.Id.Value);
        foreach (var (place, asset) in places.Values)
        {
            var errors = ErrorsAt(rules, definitions, place);
            if (errors.Count > 0)
                return asset is null ? errors : [.. errors.Select(e => e with { Message = $"{e.Message} (for {asset})" })];
        }
        return [];

        void Add(IReadOnlyList<AlarmScope> place, string? asset) =>
            places.TryAdd(string.Join(' ', place.Where(scopes.Contains)), (place, asset));
    }

    private static List<AlarmRuleError> ErrorsAt(AlarmRuleSet rules, AlarmRuleDefinition[] definitions, IReadOnlyList<AlarmScope> place)
    {
        var errors = new List<AlarmRuleError>();
        if (AlarmRuleMerge.Of([.. definitions.Where(d => place.Contains(d.Scope))]) is not { } merge) return errors;
        if (merge.Parse(errors) is { MaskedBy: { } parent }) CheckMasks(rules, merge.Rule, parent, place, errors);
        return errors;
    }

    private static void CheckMasks(AlarmRuleSet rules, string rule, string parent, IReadOnlyList<AlarmScope> place,
        List<AlarmRuleError> errors)
    {
        var chain = new List<string> { rule };
        for (var next = parent; next is not null; next = MaskOf(rules, next, place))
        {
            if (next == rule)
            {
                errors.Add(new("maskedBy", $"goes round in a circle: {string.Join(" is masked by ", chain)} is masked by {rule}."));
                return;
            }
            if (rules.DefinitionsOf(next).Count == 0)
            {
                errors.Add(new("maskedBy", $"'{next}' is not a rule; there are {string.Join(", ", rules.Rules)}."));
                return;
            }
            if (chain.Contains(next, StringComparer.Ordinal)) return; // a circle elsewhere, which is not this change's
            chain.Add(next);
        }
    }

    private static string? MaskOf(AlarmRuleSet rules, string rule, IReadOnlyList<AlarmScope> place) =>
        AlarmRuleMerge.Of([.. rules.DefinitionsOf(rule).Where(d => place.Contains(d.Scope))])?.Parse([])?.MaskedBy;
}
