using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;

namespace Maintenance.Notification.Planning;

/// <summary>
/// Which messages are due: a pure function of the alarms, the settings, what was told and the time. Nothing is due of an alarm that is
/// over, withdrawn, acknowledged, shelved, suppressed, out of service, masked, or for which the first of its group speaks.
/// </summary>
/// <param name="Messages">Due messages, most urgent first.</param>
/// <param name="Dropped">Rows that were to be tried again, whose alarm is over meanwhile.</param>
/// <param name="Problems">Steps that reach nobody.</param>
/// <param name="NextUnixMicros">When something is due next if nothing changes; <see cref="long.MaxValue"/>: never.</param>
internal sealed record NotificationPlan(
    IReadOnlyList<PlannedMessage> Messages, IReadOnlyList<NotificationRow> Dropped, IReadOnlyList<string> Problems, long NextUnixMicros)
{
    /// <summary>The plan.</summary>
    public static NotificationPlan Due(PlanInput input)
    {
        var alarms = new Dictionary<string, Alarm>(input.Alarms.Count, StringComparer.Ordinal);
        foreach (var alarm in input.Alarms) alarms[alarm.Id] = alarm;
        var firsts = new GroupFirsts(input.Alarms);
        var retries = new RetryPlan(input, alarms, firsts);
        var messages = retries.Messages();
        var problems = new List<string>();
        var planned = new HashSet<string>(StringComparer.Ordinal);
        var next = retries.NextUnixMicros;
        Alarm[] told = [.. input.Alarms.Where(a => IsTold(a, firsts))];
        foreach (var route in input.Settings.Routes.Where(r => r.Enabled))
        {
            var plan = new RoutePlan(input, route, planned);
            foreach (var alarm in told) plan.Add(alarm);
            if (route.OnReturn) plan.AddReturned(alarms);
            messages.AddRange(plan.Messages());
            problems.AddRange(plan.Problems);
            next = Math.Min(next, plan.NextUnixMicros);
        }
        return new NotificationPlan(
            [.. messages.OrderByDescending(m => m.Items[0].Row.Priority).ThenBy(m => m.Id, StringComparer.Ordinal)], retries.Dropped,
            [.. problems.Distinct(StringComparer.Ordinal)], next);
    }

    /// <summary>True while an alarm may be told: it stands, unacknowledged, nothing silences it and no other speaks for it.</summary>
    public static bool IsTold(Alarm alarm, GroupFirsts firsts) =>
        alarm is { State: AlarmState.Unacknowledged, IsActive: true, IsWithdrawn: false, MaskedBy: null } && !firsts.SpeaksFor(alarm);

    /// <summary>Priority that is told: the greatest that nobody has acknowledged.</summary>
    public static AlarmPriority PriorityOf(Alarm alarm) => alarm.HighestSinceAcknowledged ?? alarm.Priority;

    /// <summary>Most urgent first, then the first to begin.</summary>
    public static IReadOnlyList<PlannedItem> Ordered(IEnumerable<PlannedItem> items) =>
    [
        .. items.OrderByDescending(i => i.Row.Priority).ThenBy(i => i.Row.OccurrenceUnixMicros)
            .ThenBy(i => i.Row.Id, StringComparer.Ordinal),
    ];
}
