using System.Text.Json.Nodes;

namespace Maintenance.Core.Alarms;

/// <summary>The definitions of one rule that apply at one place and time, merged.</summary>
public sealed class AlarmRuleMerge
{
    private AlarmRuleMerge(string rule, int version, JsonObject fields, IReadOnlyDictionary<string, AlarmScope> sources)
    {
        (Rule, Version, Fields, Sources) = (rule, version, fields, sources);
    }

    /// <summary>Name of the rule.</summary>
    public string Rule { get; }

    /// <summary>Greatest version that was merged.</summary>
    public int Version { get; }

    /// <summary>The merged definition.</summary>
    public JsonObject Fields { get; }

    /// <summary>Which scope each field comes from, by path as <c>levels.high.when.above</c>.</summary>
    public IReadOnlyDictionary<string, AlarmScope> Sources { get; }

    /// <summary>Merges the newest definition of each scope.</summary>
    /// <param name="definitions">Of one rule, all effective, in ascending order of version.</param>
    /// <returns>Null when no definition is left.</returns>
    public static AlarmRuleMerge? Of(IReadOnlyList<AlarmRuleDefinition> definitions)
    {
        AlarmRuleDefinition[] newest =
            [.. definitions.GroupBy(d => d.Scope).Select(g => g.Last()).Where(d => d.Fields is not null).OrderBy(d => d.Scope.Kind)];
        if (newest.Length == 0) return null;
        var (fields, sources) = (new JsonObject(), new Dictionary<string, AlarmScope>(StringComparer.Ordinal));
        foreach (var definition in newest)
            AlarmRuleJson.Lay(fields, definition.Fields!, path =>
            {
                foreach (var inner in sources.Keys.Where(k => k.StartsWith(path + ".", StringComparison.Ordinal)).ToList())
                    sources.Remove(inner);
                sources[path] = definition.Scope;
            });
        return new AlarmRuleMerge(definitions[0].Rule, definitions.Max(d => d.Version), fields, sources);
    }

    /// <summary>The rule; null when there are errors.</summary>
    public AlarmRule? Parse(List<AlarmRuleError> errors) => AlarmRuleParser.Parse(Fields, Rule, Version, errors);
}
