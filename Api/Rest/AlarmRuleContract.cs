using System.Text.Json;
using System.Text.Json.Nodes;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Api.Rest;

/// <summary>A version of a rule's definition.</summary>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Scope">Where it applies.</param>
/// <param name="Version">Ascending over all scopes of the rule.</param>
/// <param name="Effective">Event time from which on it judges, UTC; null: always.</param>
/// <param name="Definition">What it states (docs/formats/alarm-rules.md); null: the definition was removed.</param>
/// <param name="Author">Who made it.</param>
/// <param name="Note">Why; null when not told.</param>
public sealed record AlarmRuleContract(
    string Rule, string Scope, int Version, DateTime? Effective, JsonElement? Definition, string Author, string? Note)
{
    /// <summary>Of a row.</summary>
    public static AlarmRuleContract Of(AlarmRuleRow row) => new(
        row.Rule, row.Scope, row.Version,
        row.EffectiveUnixMicros == UnixMicros.None ? null : UnixMicros.ToUtc(row.EffectiveUnixMicros),
        row.Definition is { } json ? JsonElement.Parse(json) : null, row.Author, row.Note);

    /// <summary>The row.</summary>
    public AlarmRuleRow ToRow() => new()
    {
        Rule = Rule,
        Scope = Scope,
        Version = Version,
        EffectiveUnixMicros = UnixMicros.Of(Effective),
        Definition = Definition is { ValueKind: JsonValueKind.Object } json ? JsonObject.Create(json)!.ToJsonString() : null,
        Author = Author,
        Note = Note,
    };
}
