namespace Maintenance.Core.Tables;

/// <summary>Agreement of a shadow model with the champion on one drill: upsert. Times are Unix µs, UTC.</summary>
public readonly record struct ModelComparisonRow : ITableRow<ModelComparisonRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } =
        TableSchema.Of<ModelComparisonRow>("model_comparison", "reader", "model_hash", "shadow_hash", "asset");

    /// <summary>Consumer group.</summary>
    public required string Reader { get; init; }

    /// <summary>Champion.</summary>
    public required string ModelHash { get; init; }

    /// <summary>Challenger.</summary>
    public required string ShadowHash { get; init; }

    /// <summary>Id.</summary>
    public required string Asset { get; init; }

    /// <summary>Partition.</summary>
    public required int LogPartition { get; init; }

    /// <summary>Blocks both assessed.</summary>
    public required long Blocks { get; init; }

    /// <summary>Blocks both gave the same grade.</summary>
    public required long SameGrade { get; init; }

    /// <summary>Sum of the absolute differences of the health index.</summary>
    public required double HealthDeltaSum { get; init; }

    /// <summary>Blocks at or above the alarm threshold according to the champion.</summary>
    public required long ModelAlarmBlocks { get; init; }

    /// <summary>Blocks at or above the alarm threshold according to the challenger.</summary>
    public required long ShadowAlarmBlocks { get; init; }

    /// <summary>First of these blocks; none before the threshold was crossed.</summary>
    public required long ModelFirstAlarmUnixMicros { get; init; }

    /// <summary>First of these blocks; none before the threshold was crossed.</summary>
    public required long ShadowFirstAlarmUnixMicros { get; init; }

    /// <summary>Oldest block.</summary>
    public required long FirstEventTimeUnixMicros { get; init; }

    /// <summary>Newest block.</summary>
    public required long LastEventTimeUnixMicros { get; init; }

    /// <summary>Blocks at which the challenger failed.</summary>
    public required long Failures { get; init; }

    /// <inheritdoc/>
    public static ModelComparisonRow Map<TMap>(ref TMap map, in ModelComparisonRow row) where TMap : struct, IRowMap => new()
    {
        Reader = map.Text("reader", row.Reader),
        ModelHash = map.Text("model_hash", row.ModelHash),
        ShadowHash = map.Text("shadow_hash", row.ShadowHash),
        Asset = map.Text("asset", row.Asset),
        LogPartition = map.Integer("log_partition", row.LogPartition),
        Blocks = map.BigInt("blocks", row.Blocks),
        SameGrade = map.BigInt("same_grade", row.SameGrade),
        HealthDeltaSum = map.DoublePrecision("health_delta_sum", row.HealthDeltaSum),
        ModelAlarmBlocks = map.BigInt("model_alarm_blocks", row.ModelAlarmBlocks),
        ShadowAlarmBlocks = map.BigInt("shadow_alarm_blocks", row.ShadowAlarmBlocks),
        ModelFirstAlarmUnixMicros = map.Timestamp("model_first_alarm", row.ModelFirstAlarmUnixMicros),
        ShadowFirstAlarmUnixMicros = map.Timestamp("shadow_first_alarm", row.ShadowFirstAlarmUnixMicros),
        FirstEventTimeUnixMicros = map.Timestamp("first_event_time", row.FirstEventTimeUnixMicros),
        LastEventTimeUnixMicros = map.Timestamp("last_event_time", row.LastEventTimeUnixMicros),
        Failures = map.BigInt("failures", row.Failures),
    };
}
