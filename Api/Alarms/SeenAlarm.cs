using Maintenance.Core.Alarms;

namespace Maintenance.Api.Alarms;

/// <summary>An alarm as the operator saw it: an action on what it has become since is refused.</summary>
/// <param name="Id"><see cref="Alarm.Id"/>.</param>
/// <param name="OccurrenceUnixMicros"><see cref="Alarm.OnsetUnixMicros"/>.</param>
/// <param name="Priority"><see cref="Alarm.HighestSinceAcknowledged"/>, or <see cref="Alarm.Priority"/>.</param>
public sealed record SeenAlarm(string Id, long OccurrenceUnixMicros, AlarmPriority Priority)
{
    /// <summary>The alarm as it is.</summary>
    public static SeenAlarm Of(Alarm alarm) => new(alarm.Id, alarm.OnsetUnixMicros, alarm.HighestSinceAcknowledged ?? alarm.Priority);
}
