namespace Maintenance.Core.Tables;

/// <summary>
/// How the remaining life that a model told before a recorded failure compares with what was left: upsert by (asset, failed,
/// model_hash). Times are Unix µs, UTC.
/// </summary>
public readonly record struct RulCoverageRow : ITableRow<RulCoverageRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<RulCoverageRow>("life_coverage", "asset", "failed", "model_hash");

    /// <summary>Id.</summary>
    public required string Asset { get; init; }

    /// <summary>When it failed.</summary>
    public required long FailedUnixMicros { get; init; }

    /// <summary>Model that told.</summary>
    public required string ModelHash { get; init; }

    /// <summary>Minutes in which a remaining life was told: the sum of the next three.</summary>
    public required long Moments { get; init; }

    /// <summary>Truth within P10–P90.</summary>
    public required long Inside { get; init; }

    /// <summary>Truth before P10.</summary>
    public required long Early { get; init; }

    /// <summary>Truth after P90.</summary>
    public required long Late { get; init; }

    /// <summary>Sum of |truth − P50|, operating hours.</summary>
    public required double ErrorHoursSum { get; init; }

    /// <summary>First moment; none without one.</summary>
    public required long FirstEventTimeUnixMicros { get; init; }

    /// <summary>Last moment; none without one.</summary>
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
