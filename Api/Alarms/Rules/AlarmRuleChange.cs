namespace Maintenance.Api.Alarms.Rules;

/// <summary>A change of a rule at one place of the tree.</summary>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Scope">Where, as <c>Core.Alarms.AlarmScope</c> is written.</param>
/// <param name="Definition">JSON object; null: the definition there is removed.</param>
/// <param name="Note">Why; null when not told.</param>
/// <param name="Version">Greatest version of the rule that the author saw: another one since is a conflict. Null: not told.</param>
public sealed record AlarmRuleChange(string Rule, string Scope, string? Definition, string? Note, int? Version);
