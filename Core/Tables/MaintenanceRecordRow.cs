using Maintenance.Core.Conditions;

namespace Maintenance.Core.Tables;

/// <summary>What people did to an asset or found on it: upsert by (asset, event_time, kind). Times are Unix µs, UTC.</summary>
public readonly record struct MaintenanceRecordRow : ITableRow<MaintenanceRecordRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<MaintenanceRecordRow>("maintenance_record", "asset", "event_time", "kind");

    /// <summary>Id.</summary>
    public required string Asset { get; init; }

    /// <summary>When it happened.</summary>
    public required long EventTimeUnixMicros { get; init; }

    /// <summary>One of <see cref="MaintenanceKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>One of <see cref="FailureModes"/>; null when unknown or none of them.</summary>
    public required string? FailureMode { get; init; }

    /// <summary>Free text; null when there is none.</summary>
    public required string? Note { get; init; }

    /// <summary>When it was recorded or last changed.</summary>
    public required long RecordedUnixMicros { get; init; }

    /// <summary>Actor.</summary>
    public required string? RecordedBy { get; init; }

    /// <summary>True when it was recorded by mistake.</summary>
    public required bool Withdrawn { get; init; }

    /// <summary>Number of the work order whose finding it is; 0 or, in rows of builds before, NULL when there was none.</summary>
    public required long WorkOrder { get; init; }

    /// <summary>Part concerned; null when not told.</summary>
    public required string? Component { get; init; }

    /// <summary>One of <c>FaultSeverities</c>; null when not told.</summary>
    public required string? Severity { get; init; }

    /// <summary>From when on what was found held.</summary>
    public required long BeganUnixMicros { get; init; }

    /// <summary>The row of a record.</summary>
    public static MaintenanceRecordRow Of(MaintenanceRecord record) => new()
    {
        Asset = record.Asset,
        EventTimeUnixMicros = record.EventTimeUnixMicros,
        Kind = record.Kind,
        FailureMode = record.FailureMode,
        Note = record.Note,
        RecordedUnixMicros = record.RecordedUnixMicros,
        RecordedBy = record.RecordedBy,
        Withdrawn = record.Withdrawn,
        WorkOrder = record.WorkOrder,
        Component = record.Component,
        Severity = record.Severity,
        BeganUnixMicros = record.BeganUnixMicros,
    };

    /// <inheritdoc/>
    public static MaintenanceRecordRow Map<TMap>(ref TMap map, in MaintenanceRecordRow row) where TMap : struct, IRowMap => new()
    {
        Asset = map.Text("asset", row.Asset),
        EventTimeUnixMicros = map.Timestamp("event_time", row.EventTimeUnixMicros),
        Kind = map.Text("kind", row.Kind),
        FailureMode = map.TextOrNull("failure_mode", row.FailureMode),
        Note = map.TextOrNull("note", row.Note),
        RecordedUnixMicros = map.Timestamp("recorded", row.RecordedUnixMicros),
        RecordedBy = map.TextOrNull("recorded_by", row.RecordedBy),
        Withdrawn = map.Flag("withdrawn", row.Withdrawn),
        WorkOrder = map.BigInt("work_order", row.WorkOrder),
        Component = map.TextOrNull("component", row.Component),
        Severity = map.TextOrNull("severity", row.Severity),
        BeganUnixMicros = map.Timestamp("began", row.BeganUnixMicros),
    };
}
