using Maintenance.Api.Alarms;
using Maintenance.Api.Rest;
using Maintenance.Core.Alarms;
using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;

namespace Maintenance.Api.WorkOrders;

/// <summary>Finds the alarms that a work order is raised from.</summary>
public static class WorkOrderAlarms
{
    private const int MaxAlarms = 100;

    /// <summary>Asset and alarms; errors go to the parameters.</summary>
    /// <param name="asset">Asset; blank: that of the alarms.</param>
    /// <param name="references">Alarms as they were seen.</param>
    /// <param name="book">Alarms as they are.</param>
    /// <param name="parameters">Receives errors.</param>
    public static (string Asset, IReadOnlyList<WorkOrderAlarm> Alarms) Of(
        string? asset, IReadOnlyList<AlarmReference> references, AlarmBook book, Parameters parameters)
    {
        var alarms = new List<WorkOrderAlarm>();
        var of = string.IsNullOrWhiteSpace(asset) ? null : asset.Trim();
        if (references.Count > MaxAlarms) parameters.Refuse("alarms", $"are {references.Count}; at most {MaxAlarms} are allowed.");
        foreach (var reference in references.Take(MaxAlarms))
        {
            if (!Alarm.TrySplit(reference.Id ?? "", out var named, out var rule))
                parameters.Refuse("alarms", $"'{reference.Id}' is no alarm; expected asset{Alarm.Separator}rule.");
            else if ((of ??= named) != named) parameters.Refuse("alarms", $"'{reference.Id}' is not of {of}: an order is of one asset.");
            else
            {
                var at = parameters.Time("alarms", reference.Occurrence, book.Find(reference.Id!)?.OnsetUnixMicros ?? UnixMicros.None);
                if (at == UnixMicros.None)
                    parameters.Refuse("alarms", $"'{reference.Id}' is at rest; name its occurrence, or raise the order for the asset.");
                alarms.Add(new WorkOrderAlarm(rule, at));
            }
        }
        if (of is null) parameters.Refuse("asset", "is missing: the asset, or an alarm of it.");
        return (of ?? "", alarms);
    }
}
