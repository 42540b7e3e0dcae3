namespace Maintenance.Core.Tables;

/// <summary>
/// A revision of a work order. Upsert by (number, revision): a revision never changes, the commit that adds one moves
/// <see cref="Ports.OffsetKey.OperatorActions"/>. Times are Unix µs, UTC.
/// </summary>
public readonly record struct WorkOrderRow : ITableRow<WorkOrderRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<WorkOrderRow>("work_order", "number", "revision");

    /// <summary>1, 2, …</summary>
    public required long Number { get; init; }

    /// <summary>1, 2, … without gaps; the greatest holds.</summary>
    public required int Revision { get; init; }

    /// <summary>Id.</summary>
    public required string Asset { get; init; }

    /// <summary>What is to be done.</summary>
    public required string Title { get; init; }

    /// <summary>Suspected failure mode; null when none in particular is.</summary>
    public required string? SuspectedMode { get; init; }

    /// <summary>JSON array of the alarms it came from.</summary>
    public required string Alarms { get; init; }

    /// <summary><c>AlarmPriority</c>.</summary>
    public required int Priority { get; init; }

    /// <summary>One of <c>WorkOrderStates</c>.</summary>
    public required string State { get; init; }

    /// <summary>When it must be done.</summary>
    public required long DueUnixMicros { get; init; }

    /// <summary>Why then.</summary>
    public required string DueBecause { get; init; }

    /// <summary>Who does it; null: nobody yet.</summary>
    public required string? Assignee { get; init; }

    /// <summary>JSON array of parts.</summary>
    public required string Parts { get; init; }

    /// <summary>Hours of work.</summary>
    public required double Hours { get; init; }

    /// <summary>Cost of the work without parts.</summary>
    public required double LabourCost { get; init; }

    /// <summary>Hours in which the asset could not be used.</summary>
    public required double DowntimeHours { get; init; }

    /// <summary>Free text; null when there is none.</summary>
    public required string? Notes { get; init; }

    /// <summary>One of <c>FindingOutcomes</c>; null until it is done.</summary>
    public required string? Outcome { get; init; }

    /// <summary>When it was raised.</summary>
    public required long RaisedUnixMicros { get; init; }

    /// <summary>Who raised it.</summary>
    public required string RaisedBy { get; init; }

    /// <summary>When the revision was made.</summary>
    public required long ChangedUnixMicros { get; init; }

    /// <summary>Who made it.</summary>
    public required string ChangedBy { get; init; }

    /// <summary>When it was done or cancelled.</summary>
    public required long ClosedUnixMicros { get; init; }

    /// <inheritdoc/>
    public static WorkOrderRow Map<TMap>(ref TMap map, in WorkOrderRow row) where TMap : struct, IRowMap => new()
    {
        Number = map.BigInt("number", row.Number),
        Revision = map.Integer("revision", row.Revision),
        Asset = map.Text("asset", row.Asset),
        Title = map.Text("title", row.Title),
        SuspectedMode = map.TextOrNull("suspected_mode", row.SuspectedMode),
        Alarms = map.Text("alarms", row.Alarms),
        Priority = map.Integer("priority", row.Priority),
        State = map.Text("state", row.State),
        DueUnixMicros = map.Timestamp("due", row.DueUnixMicros),
        DueBecause = map.Text("due_because", row.DueBecause),
        Assignee = map.TextOrNull("assignee", row.Assignee),
        Parts = map.Text("parts", row.Parts),
        Hours = map.DoublePrecision("hours", row.Hours),
        LabourCost = map.DoublePrecision("labour_cost", row.LabourCost),
        DowntimeHours = map.DoublePrecision("downtime_hours", row.DowntimeHours),
        Notes = map.TextOrNull("notes", row.Notes),
        Outcome = map.TextOrNull("outcome", row.Outcome),
        RaisedUnixMicros = map.Timestamp("raised", row.RaisedUnixMicros),
        RaisedBy = map.Text("raised_by", row.RaisedBy),
        ChangedUnixMicros = map.Timestamp("changed", row.ChangedUnixMicros),
        ChangedBy = map.Text("changed_by", row.ChangedBy),
        ClosedUnixMicros = map.Timestamp("closed", row.ClosedUnixMicros),
    };
}
