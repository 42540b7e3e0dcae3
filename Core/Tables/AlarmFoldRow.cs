namespace Maintenance.Core.Tables;

/// <summary>
/// What the alarm engine remembered of an asset at the end of a minute, or a correction of it; written only when it differs from the
/// minute before. <c>alarm_fold_current</c> holds the row with the newest <c>known_at</c> per (asset, event_time). Times are Unix µs, UTC.
/// </summary>
public readonly record struct AlarmFoldRow : ITableRow<AlarmFoldRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<AlarmFoldRow>("alarm_fold");

    /// <summary>Id.</summary>
    public required string Asset { get; init; }

    /// <summary>Start of the minute.</summary>
    public required long EventTimeUnixMicros { get; init; }

    /// <summary>When it was known: reception of the record behind the row.</summary>
    public required long KnownAtUnixMicros { get; init; }

    /// <summary>Partition of that record.</summary>
    public required int LogPartition { get; init; }

    /// <summary>Offset of that record.</summary>
    public required long LogOffset { get; init; }

    /// <summary>JSON array, an object per rule that remembers something; null when none does.</summary>
    public required string? State { get; init; }

    /// <inheritdoc/>
    public static AlarmFoldRow Map<TMap>(ref TMap map, in AlarmFoldRow row) where TMap : struct, IRowMap => new()
    {
        Asset = map.Text("asset", row.Asset),
        EventTimeUnixMicros = map.Timestamp("event_time", row.EventTimeUnixMicros),
        KnownAtUnixMicros = map.Timestamp("known_at", row.KnownAtUnixMicros),
        LogPartition = map.Integer("log_partition", row.LogPartition),
        LogOffset = map.BigInt("log_offset", row.LogOffset),
        State = map.TextOrNull("state", row.State),
    };
}
