using System.Text.Json;

namespace Maintenance.Api.Rest;

/// <summary>Body of a dry run.</summary>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Scope">Where; omitted: the fleet.</param>
/// <param name="Definition">What would be defined there; omitted: the rule as it is.</param>
/// <param name="Days">Days before now, 1 to 90; omitted: 7.</param>
internal sealed record AlarmDryRunReport(string? Rule, string? Scope, JsonElement? Definition, int? Days);
