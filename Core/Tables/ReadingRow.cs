using Maintenance.Core.Channels;

namespace Maintenance.Core.Tables;

/// <summary>
/// A reading: asset, event time and the standard channels. Stages write readings by whole columns, with <see cref="ReadingBatch"/>.
/// Times are Unix µs, UTC.
/// </summary>
public readonly record struct ReadingRow : ITableRow<ReadingRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<ReadingRow>("reading");

    /// <summary>Id.</summary>
    public required string Asset { get; init; }

    /// <summary>When it was measured.</summary>
    public required long EventTimeUnixMicros { get; init; }

    /// <summary>One value per standard channel; NaN when absent.</summary>
    public required float[] Channels { get; init; }

    /// <inheritdoc/>
    public static ReadingRow Map<TMap>(ref TMap map, in ReadingRow row) where TMap : struct, IRowMap => new()
    {
        Asset = map.Text("asset", row.Asset),
        EventTimeUnixMicros = map.Timestamp("event_time", row.EventTimeUnixMicros),
        Channels = map.Reals(StandardChannels.Names, row.Channels),
    };
}
