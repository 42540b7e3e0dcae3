namespace Maintenance.Core.Tables;

/// <summary>
/// An hour of an asset, rolled up from its blocks and their assessments, so that charts of weeks need not read them. Derived: it can be
/// made again at any time, and no backup holds it. Upsert by (asset, event_time). Times are Unix µs, UTC.
/// </summary>
public readonly record struct HistoryRollUpRow : ITableRow<HistoryRollUpRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<HistoryRollUpRow>("history_roll_up", "asset", "event_time");

    /// <summary>Id.</summary>
    public required string Asset { get; init; }

    /// <summary>Start of the hour.</summary>
    public required long EventTimeUnixMicros { get; init; }

    /// <summary>Offset in <see cref="HistoryHourRow"/> when it was made; −2 when the hour had no such row.</summary>
    public required long LogOffset { get; init; }

    /// <summary>Statistics of the hour (docs/formats/history-roll-up.md); null without blocks.</summary>
    public required byte[]? Hour { get; init; }

    /// <summary>Statistics of its minutes; null without blocks.</summary>
    public required byte[]? Minutes { get; init; }

    /// <inheritdoc/>
    public static HistoryRollUpRow Map<TMap>(ref TMap map, in HistoryRollUpRow row) where TMap : struct, IRowMap => new()
    {
        Asset = map.Text("asset", row.Asset),
        EventTimeUnixMicros = map.Timestamp("event_time", row.EventTimeUnixMicros),
        LogOffset = map.BigInt("log_offset", row.LogOffset),
        Hour = map.Blob("hour_bytes", row.Hour),
        Minutes = map.Blob("minutes_bytes", row.Minutes),
    };
}
