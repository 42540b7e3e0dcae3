using System.Text.Json.Nodes;
using Maintenance.Core.Tables;

namespace Maintenance.Core.Alarms;

/// <summary>A version of a rule's definition at one place of the tree, read. Immutable.</summary>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Scope">Where it applies.</param>
/// <param name="Version">Version, ascending over all scopes of the rule.</param>
/// <param name="EffectiveUnixMicros">Event time from which on it judges; <see cref="long.MinValue"/>: always.</param>
/// <param name="Fields">What it states; null when it was removed. Not to be changed.</param>
public sealed record AlarmRuleDefinition(string Rule, AlarmScope Scope, int Version, long EffectiveUnixMicros, JsonObject? Fields)
{
    /// <summary>Reads a row.</summary>
    /// <exception cref="AlarmRuleException">The scope or the definition is not what this build reads.</exception>
    public static AlarmRuleDefinition Of(in AlarmRuleRow row)
    {
        if (!AlarmScope.TryParse(row.Scope, out var scope))
            throw new AlarmRuleException("", $"'{row.Scope}' is not a scope; expected {AlarmScope.Forms}.");
        return new AlarmRuleDefinition(row.Rule, scope, row.Version, row.EffectiveUnixMicros,
            row.Definition is null ? null : AlarmRuleJson.Read(row.Definition));
    }
}
