namespace Maintenance.Core.Tables;

/// <summary>Who did what: append-only. Times are Unix µs, UTC.</summary>
public readonly record struct AuditRow : ITableRow<AuditRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<AuditRow>("audit");

    /// <summary>When it was done.</summary>
    public required long EventTimeUnixMicros { get; init; }

    /// <summary>Who did it.</summary>
    public required string Actor { get; init; }

    /// <summary>The action.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to.</summary>
    public required string? Subject { get; init; }

    /// <summary>Details; null when there are none.</summary>
    public required string? Detail { get; init; }

    /// <inheritdoc/>
    public static AuditRow Map<TMap>(ref TMap map, in AuditRow row) where TMap : struct, IRowMap => new()
    {
        EventTimeUnixMicros = map.Timestamp("event_time", row.EventTimeUnixMicros),
        Actor = map.Text("who", row.Actor),
        Action = map.Text("action", row.Action),
        Subject = map.TextOrNull("subject", row.Subject),
        Detail = map.TextOrNull("detail", row.Detail),
    };
}
