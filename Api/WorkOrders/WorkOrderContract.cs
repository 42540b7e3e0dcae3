using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;

namespace Maintenance.Api.WorkOrders;

/// <summary>A work order. Times are UTC, costs in the installation's currency.</summary>
internal sealed record WorkOrderContract(
    long Number, int Revision, string Asset, string Title, string? FailureMode, IReadOnlyList<WorkOrderAlarmContract> Alarms,
    string Priority, string State, DateTime Due, string DueBecause, bool Overdue, string? Assignee, IReadOnlyList<WorkOrderPart> Parts,
    double Hours, double LabourCost, double PartsCost, double Cost, double DowntimeHours, string? Notes, string? Outcome, DateTime Raised,
    string RaisedBy, DateTime Changed, string ChangedBy, DateTime? Closed)
{
    public static WorkOrderContract Of(WorkOrder o, long nowUnixMicros) => new(
        o.Number, o.Revision, o.Asset, o.Title, o.SuspectedMode,
        [.. o.Alarms.Select(a => new WorkOrderAlarmContract(
            Core.Alarms.Alarm.IdOf(o.Asset, a.Rule), a.Rule, UnixMicros.ToUtc(a.OccurrenceUnixMicros)))],
        WorkOrderReader.NameOf(o.Priority), o.State, UnixMicros.ToUtc(o.DueUnixMicros), o.DueBecause, o.IsOverdueAt(nowUnixMicros),
        o.Assignee, o.Parts, o.Hours, o.LabourCost, o.PartsCost, o.Cost, o.DowntimeHours, o.Notes, o.Outcome,
        UnixMicros.ToUtc(o.RaisedUnixMicros), o.RaisedBy, UnixMicros.ToUtc(o.ChangedUnixMicros), o.ChangedBy,
        o.ClosedUnixMicros == UnixMicros.None ? null : UnixMicros.ToUtc(o.ClosedUnixMicros));
}

/// <summary>An alarm that a work order came from.</summary>
/// <param name="Id">The alarm.</param>
/// <param name="Rule">Its rule.</param>
/// <param name="Occurrence">Its beginning as it was known then.</param>
internal sealed record WorkOrderAlarmContract(string Id, string Rule, DateTime Occurrence);

/// <summary>A work order with what was found and how it came to be.</summary>
/// <param name="Order">As it is.</param>
/// <param name="Findings">Maintenance records of the order.</param>
/// <param name="Revisions">All revisions, newest first.</param>
internal sealed record WorkOrderDetailContract(
    WorkOrderContract Order, IReadOnlyList<MaintenanceContract> Findings, IReadOnlyList<WorkOrderContract> Revisions);
