using System.Text.Json;

namespace Maintenance.Api.Rest;

/// <summary>Body of a change.</summary>
/// <param name="Scope">Where; omitted: the fleet.</param>
/// <param name="Definition">JSON object; of a scope below the fleet what differs.</param>
/// <param name="Note">Why, at most 500 characters.</param>
/// <param name="Version">Greatest version of the rule that was seen; another one since is a conflict. Omitted: not checked.</param>
internal sealed record AlarmRuleReport(string? Scope, JsonElement? Definition, string? Note, int? Version);
