namespace Maintenance.Core.Tables;

/// <summary>
/// RUL predicted by a model before a recorded failure, compared with the actual: upsert by (asset, failed, model_hash). Times are Unix µs,
/// UTC.
/// </summary>
public readonly record struct RulCoverageRow : ITableRow<RulCoverageRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<RulCoverageRow>("life_coverage", "asset", "failed", "model_hash");

    /// <summary>Id.</summary>
    public required string Asset { get; init; }

    /// <summary>When it failed.</summary>
    public required long FailedUnixMicros { get; init; }

    /// <summary>Model that predicted it.</summary>
    public required string ModelHash { get; init; }

    /// <summary>Samples: minutes with a RUL prediction; the sum of the next three.</summary>
    public required long Moments { get; init; }

    /// <summary>Actual RUL within P10–P90.</summary>
    public required long Inside { get; init; }

    /// <summary>Actual RUL below P10.</summary>
    public required long Early { get; init; }

    /// <summary>Actual RUL above P90.</summary>
    public required long Late { get; init; }

    /// <summary>Sum of |actual − P50|, operating hours.</summary>
    public required double ErrorHoursSum { get; init; }

    /// <summary>First sample; none when there are no samples.</summary>
    public required long FirstEventTimeUnixMicros { get; init; }

    /// <summary>Last sample; none when there are no samples.</summary>
    public required long LastEventTimeUnixMicros { get; init; }

    /// <summary>When it was computed.</summary>
    public required long SettledUnixMicros { get; init; }

    /// <inheritdoc/>
    public static RulCoverageRow Map<TMap>(ref TMap map, in RulCoverageRow row) where TMap : struct, IRowMap => new()
    {
        Asset = map.Text("asset", row.Asset),
        FailedUnixMicros = map.Timestamp("failed", row.FailedUnixMicros),
        ModelHash = map.Text("model_hash", row.ModelHash),
        Moments = map.BigInt("moments", row.Moments),
        Inside = map.BigInt("inside", row.Inside),
        Early = map.BigInt("early", row.Early),
        Late = map.BigInt("late", row.Late),
        ErrorHoursSum = map.DoublePrecision("error_hours_sum", row.ErrorHoursSum),
        FirstEventTimeUnixMicros = map.Timestamp("first_event_time", row.FirstEventTimeUnixMicros),
        LastEventTimeUnixMicros = map.Timestamp("last_event_time", row.LastEventTimeUnixMicros),
        SettledUnixMicros = map.Timestamp("settled", row.SettledUnixMicros),
    };
}
