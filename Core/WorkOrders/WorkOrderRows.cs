using System.Text.Json;
using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;

namespace Maintenance.Core.WorkOrders;

/// <summary>Work orders as rows, and back.</summary>
public static class WorkOrderRows
{
    /// <summary>The work order of the row.</summary>
    /// <exception cref="JsonException">Alarms or parts are not as the product writes them.</exception>
    public static WorkOrder Order(in WorkOrderRow row) => new()
    {
        Number = row.Number,
        Revision = row.Revision,
        Asset = row.Asset,
        Title = row.Title,
        SuspectedMode = row.SuspectedMode,
        Alarms = JsonSerializer.Deserialize(row.Alarms, WorkOrderJson.Default.IReadOnlyListWorkOrderAlarm)!,
        Priority = (AlarmPriority)row.Priority,
        State = row.State,
        DueUnixMicros = row.DueUnixMicros,
        DueBecause = row.DueBecause,
        Assignee = row.Assignee,
        Parts = JsonSerializer.Deserialize(row.Parts, WorkOrderJson.Default.IReadOnlyListWorkOrderPart)!,
        Hours = row.Hours,
        LabourCost = row.LabourCost,
        DowntimeHours = row.DowntimeHours,
        Notes = row.Notes,
        Outcome = row.Outcome,
        RaisedUnixMicros = row.RaisedUnixMicros,
        RaisedBy = row.RaisedBy,
        ChangedUnixMicros = row.ChangedUnixMicros,
        ChangedBy = row.ChangedBy,
        ClosedUnixMicros = row.ClosedUnixMicros,
    };

    /// <summary>The row of a work order.</summary>
    public static WorkOrderRow Of(WorkOrder order) => new()
    {
        Number = order.Number,
        Revision = order.Revision,
        Asset = order.Asset,
        Title = order.Title,
        SuspectedMode = order.SuspectedMode,
        Alarms = JsonSerializer.Serialize(order.Alarms, WorkOrderJson.Default.IReadOnlyListWorkOrderAlarm),
        Priority = (int)order.Priority,
        State = order.State,
        DueUnixMicros = order.DueUnixMicros,
        DueBecause = order.DueBecause,
        Assignee = order.Assignee,
        Parts = JsonSerializer.Serialize(order.Parts, WorkOrderJson.Default.IReadOnlyListWorkOrderPart),
        Hours = order.Hours,
        LabourCost = order.LabourCost,
        DowntimeHours = order.DowntimeHours,
        Notes = order.Notes,
        Outcome = order.Outcome,
        RaisedUnixMicros = order.RaisedUnixMicros,
        RaisedBy = order.RaisedBy,
        ChangedUnixMicros = order.ChangedUnixMicros,
        ChangedBy = order.ChangedBy,
        ClosedUnixMicros = order.ClosedUnixMicros,
    };
}
