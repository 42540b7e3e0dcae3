namespace Maintenance.Core.Tables;

/// <summary>A version of a rule's definition at one place of the tree. Upsert by (rule, scope, version): a version never changes.</summary>
public readonly record struct AlarmRuleRow : ITableRow<AlarmRuleRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<AlarmRuleRow>("alarm_rule", "rule", "scope", "version");

    /// <summary>Name of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary><c>fleet</c>, or kind and name as <c>region:north-sea</c>, <c>site:…</c>, <c>rig:…</c>, <c>asset:…</c>.</summary>
    public required string Scope { get; init; }

    /// <summary>1, 2, …, ascending over all scopes of the rule.</summary>
    public required int Version { get; init; }

    /// <summary>Event time from which on it judges, Unix µs; NULL: always.</summary>
    public required long EffectiveUnixMicros { get; init; }

    /// <summary>JSON object, of a scope below the fleet only what differs; null when the definition was removed.</summary>
    public required string? Definition { get; init; }

    /// <summary>Author.</summary>
    public required string Author { get; init; }

    /// <summary>Why it was changed; null when not told.</summary>
    public required string? Note { get; init; }

    /// <inheritdoc/>
    public static AlarmRuleRow Map<TMap>(ref TMap map, in AlarmRuleRow row) where TMap : struct, IRowMap => new()
    {
        Rule = map.Text("rule", row.Rule),
        Scope = map.Text("scope", row.Scope),
        Version = map.Integer("version", row.Version),
        EffectiveUnixMicros = map.Timestamp("effective", row.EffectiveUnixMicros),
        Definition = map.TextOrNull("definition", row.Definition),
        Author = map.Text("author", row.Author),
        Note = map.TextOrNull("note", row.Note),
    };
}
