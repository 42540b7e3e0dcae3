using Maintenance.Core.Conditions;

namespace Maintenance.Core.Tables;

/// <summary>
/// A block, or a correction of it: its bookkeeping, its descriptors and the statistics of its channels.
/// <c>descriptor_current</c> holds the row with the newest <c>known_at</c> per (asset, event_time). Times are Unix µs, UTC.
/// </summary>
public readonly record struct DescriptorRow : ITableRow<DescriptorRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<DescriptorRow>("descriptor");

    /// <summary>Id.</summary>
    public required string Asset { get; init; }

    /// <summary>Start of the block.</summary>
    public required long EventTimeUnixMicros { get; init; }

    /// <summary>When Ingest received the record behind the row.</summary>
    public required long KnownAtUnixMicros { get; init; }

    /// <summary>Partition of that record.</summary>
    public required int LogPartition { get; init; }

    /// <summary>Offset of that record.</summary>
    public required long LogOffset { get; init; }

    /// <summary>Nominal duration, µs.</summary>
    public required long DurationMicros { get; init; }

    /// <summary>Readings in the block.</summary>
    public required int ReadingCount { get; init; }

    /// <summary>Drilling state.</summary>
    public required string DrillingState { get; init; }

    /// <summary>Worst <c>ChannelQuality</c> of the block.</summary>
    public required byte Quality { get; init; }

    /// <summary>One value per descriptor, further ones are ignored; NaN when it cannot be computed.</summary>
    public required float[] Descriptors { get; init; }

    /// <summary>One value per channel statistic; NaN for a channel without values.</summary>
    public required float[] Statistics { get; init; }

    /// <summary><see cref="Conditions.Descriptors.SetVersion"/> of the build that made the row; 1 or NULL in older rows.</summary>
    public required int DescriptorSet { get; init; }

    /// <inheritdoc/>
    public static DescriptorRow Map<TMap>(ref TMap map, in DescriptorRow row) where TMap : struct, IRowMap => new()
    {
        Asset = map.Text("asset", row.Asset),
        EventTimeUnixMicros = map.Timestamp("event_time", row.EventTimeUnixMicros),
        KnownAtUnixMicros = map.Timestamp("known_at", row.KnownAtUnixMicros),
        LogPartition = map.Integer("log_partition", row.LogPartition),
        LogOffset = map.BigInt("log_offset", row.LogOffset),
        DurationMicros = map.BigInt("duration_us", row.DurationMicros),
        ReadingCount = map.Integer("reading_count", row.ReadingCount),
        DrillingState = map.Text("drilling_state", row.DrillingState),
        Quality = map.TinyInt("quality", row.Quality),
        Descriptors = map.Reals(Conditions.Descriptors.Names, row.Descriptors),
        Statistics = map.Reals(ChannelStatistics.Names, row.Statistics),
        DescriptorSet = map.Integer("descriptor_set", row.DescriptorSet),
    };
}
