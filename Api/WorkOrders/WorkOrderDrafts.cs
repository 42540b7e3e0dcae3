using Maintenance.Api.Alarms;
using Maintenance.Api.Fleet;
using Maintenance.Api.Wording;
using Maintenance.Core.Alarms;
using Maintenance.Core.Conditions;
using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;

namespace Maintenance.Api.WorkOrders;

/// <summary>Work orders with everything that alarms and the newest assessment say already filled in.</summary>
public sealed class WorkOrderDrafts(AlarmBook book, TimeProvider clock)
{
    /// <summary>A draft for a drill.</summary>
    /// <param name="drill">The drill.</param>
    /// <param name="alarms">Alarms that it comes from.</param>
    /// <param name="wanted">Priority; null: the highest of the alarms.</param>
    public WorkOrder Of(DrillCondition drill, IReadOnlyList<WorkOrderAlarm> alarms, AlarmPriority? wanted = null)
    {
        var now = UnixMicros.Now(clock);
        var asset = drill.Asset.Id.Value;
        Alarm[] known = [.. alarms.Select(a => book.Find(Alarm.IdOf(asset, a.Rule))).OfType<Alarm>()];
        var mode = known.Select(a => AlarmSubject.Of(a.Definition).Modes).FirstOrDefault(m => m.Count == 1)?.Single()
            ?? (drill.ShownAt(now)?.FailureMode is { } seen && seen != FailureModes.None ? seen : null);
        var priority = wanted ?? known.Select(a => a.HighestSinceAcknowledged ?? a.Priority).DefaultIfEmpty(AlarmPriority.Low).Max();
        var assessed = drill.Current ?? drill.Last;
        var due = WorkOrderDue.Of(DrillCondition.RulOf(assessed), drill.AssessmentSeenUnixMicros ?? now, priority, now);
        return new WorkOrder
        {
            Number = 0, Revision = 0, Asset = asset, Title = known.Length > 0 ? known[0].Title : alarms.Count > 0 ? alarms[0].Rule : "",
            SuspectedMode = mode, Alarms = alarms, Priority = priority, DueUnixMicros = due.UnixMicros, DueBecause = due.Because,
            RaisedUnixMicros = now, RaisedBy = "", ChangedUnixMicros = now, ChangedBy = "",
            Notes = known is [{ Because: { } because }, ..] ? AlarmConditionText.InWords(because) : null,
        };
    }
}
