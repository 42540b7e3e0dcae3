namespace Maintenance.Core.Tables;

/// <summary>
/// An hour of an asset in which blocks begin: which record was the last to change it. Its roll-up holds all that is known only while both
/// have the same offset. Written when the hour is the newest, when a block of a later hour closes it, and then with every record that
/// changes it. Upsert by (asset, event_time). Times are Unix µs, UTC.
/// </summary>
public readonly record struct HistoryHourRow : ITableRow<HistoryHourRow>
{
    /// <summary><see cref="LogOffset"/> of an hour that is still being filled: it has no roll-up.</summary>
    public const long Open = -1;

    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<HistoryHourRow>("history_hour", "asset", "event_time");

    /// <summary>Id.</summary>
    public required string Asset { get; init; }

    /// <summary>Start of the hour.</summary>
    public required long EventTimeUnixMicros { get; init; }

    /// <summary>Partition of the record.</summary>
    public required int LogPartition { get; init; }

    /// <summary>Offset of the record, or <see cref="Open"/>.</summary>
    public required long LogOffset { get; init; }

    /// <inheritdoc/>
    public static HistoryHourRow Map<TMap>(ref TMap map, in HistoryHourRow row) where TMap : struct, IRowMap => new()
    {
        Asset = map.Text("asset", row.Asset),
        EventTimeUnixMicros = map.Timestamp("event_time", row.EventTimeUnixMicros),
        LogPartition = map.Integer("log_partition", row.LogPartition),
        LogOffset = map.BigInt("log_offset", row.LogOffset),
    };
}
