using System.Globalization;
using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;

namespace Maintenance.Api.WorkOrders;

/// <summary>What changed between two revisions, in words: for the chain of actions and the order's history.</summary>
public static class WorkOrderDifference
{
    /// <summary>The fields that differ and what they are now.</summary>
    public static string Of(WorkOrder before, WorkOrder after)
    {
        var changes = new List<string>();
        void Say(string name, object? old, object? now)
        {
            if (!Equals(old, now)) changes.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {now ?? "none"}"));
        }
        Say("state", before.State, after.State);
        Say("outcome", before.Outcome, after.Outcome);
        Say("title", before.Title, after.Title);
        Say("failure mode", before.SuspectedMode, after.SuspectedMode);
        Say("priority", before.Priority, after.Priority);
        Say("due", UnixMicros.ToUtc(before.DueUnixMicros), UnixMicros.ToUtc(after.DueUnixMicros));
        Say("assignee", before.Assignee, after.Assignee);
        Say("parts", Parts(before), Parts(after));
        Say("hours", before.Hours, after.Hours);
        Say("labour cost", before.LabourCost, after.LabourCost);
        Say("downtime hours", before.DowntimeHours, after.DowntimeHours);
        if (before.Notes != after.Notes) changes.Add("notes");
        return changes.Count == 0 ? "nothing" : string.Join("; ", changes);
    }

    private static string Parts(WorkOrder order) => order.Parts.Count == 0
        ? "none" : string.Join(", ", order.Parts.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Number} × {p.Name}")));
}
