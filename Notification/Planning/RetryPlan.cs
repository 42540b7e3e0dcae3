using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;
using Maintenance.Notification.Settings;

namespace Maintenance.Notification.Planning;

/// <summary>Messages that are tried, or tried again: without the alarms that are over by now.</summary>
internal sealed class RetryPlan(PlanInput input, Dictionary<string, Alarm> alarms, GroupFirsts firsts)
{
    private readonly List<NotificationRow> _dropped = [];

    public IReadOnlyList<NotificationRow> Dropped => _dropped;

    public long NextUnixMicros { get; private set; } = long.MaxValue;

    public List<PlannedMessage> Messages()
    {
        var messages = new List<PlannedMessage>();
        foreach (var message in input.Log.Open.GroupBy(r => (r.Message, r.Recipient)))
        {
            if (message.Max(r => r.NextAttemptUnixMicros) is var due && due > input.NowUnixMicros)
            {
                NextUnixMicros = Math.Min(NextUnixMicros, due);
                continue;
            }
            var items = new List<PlannedItem>();
            foreach (var row in message)
            {
                var alarm = row.Asset is null || row.Rule is null ? null : alarms.GetValueOrDefault(Alarm.IdOf(row.Asset, row.Rule));
                if (IsStillDue(row, alarm)) items.Add(new PlannedItem(row, alarm));
                else _dropped.Add(row);
            }
            if (items.Count > 0)
                messages.Add(new PlannedMessage(
                    message.Key.Message, Recipient.Of(message.Key.Recipient), NotificationPlan.Ordered(items)));
        }
        return messages;
    }

    private bool IsStillDue(in NotificationRow row, Alarm? alarm)
    {
        if (row.Step == NotificationSteps.Test) return true;
        var route = row.Route;
        if (!input.Settings.Routes.Any(r => r.Enabled && r.Name == route)) return false;
        if (row.Step == NotificationSteps.Returned) return alarm is not { IsActive: true };
        return alarm is not null && NotificationPlan.IsTold(alarm, firsts) && row.OccurrenceUnixMicros >= alarm.OnsetUnixMicros;
    }
}
