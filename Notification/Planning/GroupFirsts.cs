using Maintenance.Core.Alarms;

namespace Maintenance.Notification.Planning;

/// <summary>
/// The first alarms of the groups that stand. The first speaks for those of its asset and group that came after it, as far as its priority
/// reaches and while somebody is told of it: it stands and nothing silences it.
/// </summary>
internal sealed class GroupFirsts
{
    private readonly Dictionary<(string Asset, string Group), AlarmPriority> _reach = [];

    public GroupFirsts(IEnumerable<Alarm> alarms)
    {
        foreach (var alarm in alarms)
        {
            if (alarm is
                {
                    IsFirstInGroup: true, IsActive: true, IsWithdrawn: false, MaskedBy: null, Definition.Group: { } group,
                    State: AlarmState.Unacknowledged or AlarmState.Acknowledged
                })
                _reach[(alarm.Asset, group)] = NotificationPlan.PriorityOf(alarm);
        }
    }

    /// <summary>True if the first of an alarm's group says what it would say.</summary>
    public bool SpeaksFor(Alarm alarm) => alarm is { IsFirstInGroup: false, Definition.Group: { } group }
        && _reach.TryGetValue((alarm.Asset, group), out var reach) && reach >= NotificationPlan.PriorityOf(alarm);
}
