namespace Maintenance.Core.Tables;

/// <summary>
/// A minute of an asset, rolled up from its blocks, or a correction of it; written as soon as there is a block of a later minute.
/// <c>condition_minute_current</c> holds the row with the newest <c>known_at</c> per (asset, event_time). Times are Unix µs, UTC.
/// </summary>
public readonly record struct ConditionMinuteRow : ITableRow<ConditionMinuteRow>
{
    /// <summary>Columns of <see cref="Values"/>, in the order of <c>MinuteColumn</c>: append, never renumber.</summary>
    public static IReadOnlyList<string> ValueNames { get; } =
    [
        "torque", "torque_min", "torque_max", "hook_load",
        "hook_load_min", "hook_load_max", "standpipe_pressure", "standpipe_pressure_min",
        "standpipe_pressure_max", "mud_flow_in", "mud_flow_out", "rotary_speed",
        "weight_on_bit", "rate_of_penetration", "specific_energy", "bit_depth",
        "bit_depth_min", "bit_depth_max", "hole_depth", "block_position_min",
        "block_position_max", "bearing_temperature", "motor_temperature", "gearbox_temperature",
        "turning", "drilling", "health_index", "rotary_speed_deviation",
        "inclination", "oil_pressure", "motor_current", "mud_temperature",
        "lateral_rms", "waveform_rms",
    ];

    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<ConditionMinuteRow>("condition_minute");

    /// <summary>Id.</summary>
    public required string Asset { get; init; }

    /// <summary>Start of the minute.</summary>
    public required long EventTimeUnixMicros { get; init; }

    /// <summary>When Ingest received the record behind the row.</summary>
    public required long KnownAtUnixMicros { get; init; }

    /// <summary>Partition of that record.</summary>
    public required int LogPartition { get; init; }

    /// <summary>Offset of that record.</summary>
    public required long LogOffset { get; init; }

    /// <summary>Blocks that begin in the minute.</summary>
    public required int Blocks { get; init; }

    /// <summary>One value per <see cref="ValueNames"/>; NaN where no block has one.</summary>
    public required float[] Values { get; init; }

    /// <summary><see cref="Conditions.Descriptors.SetVersion"/> of the build that made the row.</summary>
    public required int DescriptorSet { get; init; }

    /// <inheritdoc/>
    public static ConditionMinuteRow Map<TMap>(ref TMap map, in ConditionMinuteRow row) where TMap : struct, IRowMap => new()
    {
        Asset = map.Text("asset", row.Asset),
        EventTimeUnixMicros = map.Timestamp("event_time", row.EventTimeUnixMicros),
        KnownAtUnixMicros = map.Timestamp("known_at", row.KnownAtUnixMicros),
        LogPartition = map.Integer("log_partition", row.LogPartition),
        LogOffset = map.BigInt("log_offset", row.LogOffset),
        Blocks = map.Integer("blocks", row.Blocks),
        Values = map.Reals(ValueNames, row.Values),
        DescriptorSet = map.Integer("descriptor_set", row.DescriptorSet),
    };
}
