using System.Text.Json;
using Maintenance.Core.Alarms;

namespace Maintenance.Api.Rest;

/// <summary>A rule as it judges one drill.</summary>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Version">Greatest version of the definitions merged.</param>
/// <param name="Definition">The merged definition.</param>
/// <param name="Sources">Which scope each field comes from, by path as <c>levels.high.when.above</c>.</param>
internal sealed record EffectiveRuleContract(string Rule, int Version, JsonElement Definition, IReadOnlyDictionary<string, string> Sources)
{
    public static EffectiveRuleContract Of(AlarmRuleMerge merge) => new(
        merge.Rule, merge.Version, JsonElement.Parse(merge.Fields.ToJsonString()),
        merge.Sources.ToDictionary(s => s.Key, s => s.Value.ToString(), StringComparer.Ordinal));
}
