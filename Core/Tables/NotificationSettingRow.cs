namespace Maintenance.Core.Tables;

/// <summary>A route, a rota, a webhook, a device or the key of pushing: upsert by (kind, name). No user's SQL may read the table.</summary>
public readonly record struct NotificationSettingRow : ITableRow<NotificationSettingRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<NotificationSettingRow>("notification_setting", "kind", "name");

    /// <summary><c>route</c>, <c>rota</c>, <c>webhook</c>, <c>push</c> or <c>push_key</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Name, unique in its kind.</summary>
    public required string Name { get; init; }

    /// <summary>1, 2, …: each change is one more.</summary>
    public required int Version { get; init; }

    /// <summary>JSON object; null when it was removed.</summary>
    public required string? Definition { get; init; }

    /// <summary>
    /// Address and secrets of a webhook or device, and the private key of pushing, sealed with the key ring; null of the others.
    /// </summary>
    public required string? Sealed { get; init; }

    /// <summary>Author.</summary>
    public required string Author { get; init; }

    /// <summary>When it was changed, Unix µs UTC.</summary>
    public required long ChangedUnixMicros { get; init; }

    /// <inheritdoc/>
    public static NotificationSettingRow Map<TMap>(ref TMap map, in NotificationSettingRow row) where TMap : struct, IRowMap => new()
    {
        Kind = map.Text("kind", row.Kind),
        Name = map.Text("name", row.Name),
        Version = map.Integer("version", row.Version),
        Definition = map.TextOrNull("definition", row.Definition),
        Sealed = map.TextOrNull("sealed", row.Sealed),
        Author = map.Text("author", row.Author),
        ChangedUnixMicros = map.Timestamp("changed", row.ChangedUnixMicros),
    };
}
