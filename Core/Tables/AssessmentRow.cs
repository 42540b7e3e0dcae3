namespace Maintenance.Core.Tables;

/// <summary>
/// An assessment, or a correction of it. <c>assessment_current</c> holds the row with the newest <c>known_at</c> per (asset, event_time),
/// <c>assessment_latest</c> the newest of each asset. Times are Unix µs, UTC.
/// </summary>
public readonly record struct AssessmentRow : ITableRow<AssessmentRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<AssessmentRow>("assessment");

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

    /// <summary>0 (failed) to 100 (as new); NaN without evidence.</summary>
    public required float HealthIndex { get; init; }

    /// <summary>A to D; null without evidence.</summary>
    public required string? Grade { get; init; }

    /// <summary>One of <c>FailureModes</c>; null without evidence.</summary>
    public required string? FailureMode { get; init; }

    /// <summary>0–1; NaN without evidence.</summary>
    public required float FailureProbability { get; init; }

    /// <summary>Remaining useful life P10, operating hours: one in ten fails earlier. NaN when not predicted.</summary>
    public required float RulP10Hours { get; init; }

    /// <summary>P50, operating hours: one in two fails earlier.</summary>
    public required float RulP50Hours { get; init; }

    /// <summary>P90, operating hours: nine in ten fail earlier.</summary>
    public required float RulP90Hours { get; init; }

    /// <summary>Drilling state in the block.</summary>
    public required string DrillingState { get; init; }

    /// <summary>JSON array, strongest reason first; null for grade A.</summary>
    public required string? Reasons { get; init; }

    /// <summary>Key of <c>model</c>.</summary>
    public required string? ModelHash { get; init; }

    /// <summary>Why there is no grade, in words; null with a grade.</summary>
    public required string? NotAssessed { get; init; }

    /// <summary>
    /// JSON object: for each failure mode <c>"seen"</c>, or why it cannot be seen with these sensors in this drilling state.
    /// </summary>
    public required string? Evidence { get; init; }

    /// <summary>JSON array of the failure modes that are suspected, likeliest first; null when none is.</summary>
    public required string? Findings { get; init; }

    /// <summary>JSON array of the sensors that are at fault; null when none is.</summary>
    public required string? SensorFaults { get; init; }

    /// <summary><see cref="Conditions.Descriptors.SetVersion"/> of the build that made the row; 1 or NULL in older rows.</summary>
    public required int DescriptorSet { get; init; }

    /// <summary>
    /// What the RUL model can tell apart at most, operating hours: a quantile at or beyond it means "more than this". NaN when not told.
    /// </summary>
    public required float RulLimitHours { get; init; }

    /// <inheritdoc/>
    public static AssessmentRow Map<TMap>(ref TMap map, in AssessmentRow row) where TMap : struct, IRowMap => new()
    {
        Asset = map.Text("asset", row.Asset),
        EventTimeUnixMicros = map.Timestamp("event_time", row.EventTimeUnixMicros),
        KnownAtUnixMicros = map.Timestamp("known_at", row.KnownAtUnixMicros),
        LogPartition = map.Integer("log_partition", row.LogPartition),
        LogOffset = map.BigInt("log_offset", row.LogOffset),
        HealthIndex = map.Real("health_index", row.HealthIndex),
        Grade = map.TextOrNull("grade", row.Grade),
        FailureMode = map.TextOrNull("failure_mode", row.FailureMode),
        FailureProbability = map.Real("failure_probability", row.FailureProbability),
        RulP10Hours = map.Real("rul_p10_hours", row.RulP10Hours),
        RulP50Hours = map.Real("rul_p50_hours", row.RulP50Hours),
        RulP90Hours = map.Real("rul_p90_hours", row.RulP90Hours),
        DrillingState = map.Text("drilling_state", row.DrillingState),
        Reasons = map.TextOrNull("reasons", row.Reasons),
        ModelHash = map.TextOrNull("model_hash", row.ModelHash),
        NotAssessed = map.TextOrNull("not_assessed", row.NotAssessed),
        Evidence = map.TextOrNull("evidence", row.Evidence),
        Findings = map.TextOrNull("findings", row.Findings),
        SensorFaults = map.TextOrNull("sensor_faults", row.SensorFaults),
        DescriptorSet = map.Integer("descriptor_set", row.DescriptorSet),
        RulLimitHours = map.Real("rul_limit_hours", row.RulLimitHours),
    };
}
