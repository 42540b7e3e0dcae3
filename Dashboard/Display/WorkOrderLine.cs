using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;

namespace Maintenance.Dashboard.Display;

/// <summary>A work order as lists show it.</summary>
/// <param name="Number">Number.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Due">When it is due in the reader's zone, and that this time has passed.</param>
/// <param name="Drill">Drill.</param>
/// <param name="Suspected">Suspected failure mode; a dash when none is.</param>
/// <param name="Priority">Priority.</param>
/// <param name="State">State.</param>
/// <param name="Assignee">Who does it; a dash when nobody was named.</param>
/// <param name="Cost">Cost; a dash when none is known.</param>
internal sealed record WorkOrderLine(
    long Number, string Title, string Due, string Drill, string Suspected, string Priority, string State, string Assignee, string Cost)
{
    public static WorkOrderLine Of(WorkOrder order, long nowUnixMicros, UserPreferences preferences) => new(
        order.Number, order.Title,
        preferences.Time(UnixMicros.ToUtc(order.DueUnixMicros)) + (order.IsOverdueAt(nowUnixMicros) ? " · overdue" : ""), order.Asset,
        order.SuspectedMode is null ? "–" : Words.FailureMode(order.SuspectedMode), order.Priority.ToString().ToLowerInvariant(),
        WorkOrderWords.State(order.State), order.Assignee ?? "–", order.Cost > 0 ? WorkOrderWords.Amount(order.Cost) : "–");

    /// <summary>The lines as a file.</summary>
    public static ShownTable File(IEnumerable<WorkOrderLine> lines, UserPreferences preferences) => new("work-orders",
        ["Number", "Order", $"Due ({preferences.ZoneLabel})", "Drill", "Suspected", "Priority", "State", "Assignee", "Cost"],
        [
            .. lines.Select(l => new[]
            {
                WorkOrderWords.Plain(l.Number), l.Title, l.Due, l.Drill, l.Suspected, l.Priority, l.State, l.Assignee, l.Cost,
            }),
        ]);
}
