namespace Maintenance.Core.Tables;

/// <summary>
/// A value of a custom channel. The view <c>reading_all</c> shows these and the standard channels, one value per row.
/// Times are Unix µs, UTC.
/// </summary>
public readonly record struct ReadingExtraRow : ITableRow<ReadingExtraRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<ReadingExtraRow>("reading_extra");

    /// <summary>Id.</summary>
    public required string Asset { get; init; }

    /// <summary>When it was measured.</summary>
    public required long EventTimeUnixMicros { get; init; }

    /// <summary>The customer's name for the channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Value, in the unit it was sent in, as a 32-bit float.</summary>
    public required float Value { get; init; }

    /// <summary>Value as sent, if the 32-bit float does not hold its digits; else NaN.</summary>
    public required double Exact { get; init; }

    /// <inheritdoc/>
    public static ReadingExtraRow Map<TMap>(ref TMap map, in ReadingExtraRow row) where TMap : struct, IRowMap => new()
    {
        Asset = map.Text("asset", row.Asset),
        EventTimeUnixMicros = map.Timestamp("event_time", row.EventTimeUnixMicros),
        Channel = map.Text("channel", row.Channel),
        Value = map.Real("value", row.Value),
        Exact = map.DoublePrecision("exact", row.Exact),
    };
}
