using Maintenance.Core.Alarms;
using Maintenance.Core.Time;

namespace Maintenance.Core.Tests.Alarms;

/// <summary>
/// Every status that any sequence of triggers can lead to, by search; times that only name when something happened are left out, so that
/// there are finitely many.
/// </summary>
internal static class ReachableStatuses
{
    private static readonly AlarmPriority[] Priorities = [AlarmPriority.Low, AlarmPriority.Medium, AlarmPriority.High];

    /// <summary>Each status with each trigger, and what came of it.</summary>
    public static IEnumerable<(AlarmStatus Before, AlarmTrigger Trigger, AlarmStatus After, AlarmRefusal? Refusal)> Steps()
    {
        var known = new HashSet<AlarmStatus> { Plain(AlarmStatus.Initial) };
        var waiting = new Queue<AlarmStatus>(known);
        while (waiting.TryDequeue(out var status))
            foreach (var trigger in Triggers(status))
            {
                var (next, refusal) = AlarmMachine.Apply(status, trigger);
                yield return (status, trigger, next, refusal);
                next = Plain(next);
                if (known.Add(next)) waiting.Enqueue(next);
            }
    }

    private static IEnumerable<AlarmTrigger> Triggers(AlarmStatus status)
    {
        foreach (var kind in Enum.GetValues<AlarmTriggerKind>())
            foreach (var priority in PrioritiesOf(kind, status))
                foreach (var onset in kind is AlarmTriggerKind.Raise or AlarmTriggerKind.FoundLate ? [20]
                    : kind is AlarmTriggerKind.Acknowledge ? new long[] { 5, 20 } : [UnixMicros.None])
                    foreach (var latches in kind is AlarmTriggerKind.Return or AlarmTriggerKind.FoundLate ? new[] { false, true } : [false])
                        yield return new AlarmTrigger(kind, 100)
                        {
                            Priority = priority, OnsetUnixMicros = onset, By = "ann", Latches = latches,
                            UntilUnixMicros = kind is AlarmTriggerKind.Return or AlarmTriggerKind.FoundLate ? 10 : 1_000,
                        };
    }

    private static IEnumerable<AlarmPriority> PrioritiesOf(AlarmTriggerKind kind, AlarmStatus status) => kind switch
    {
        AlarmTriggerKind.PriorityUp when status.IsActive => Priorities.Where(p => p > status.Priority),
        AlarmTriggerKind.PriorityDown when status.IsActive => Priorities.Where(p => p < status.Priority),
        AlarmTriggerKind.Raise or AlarmTriggerKind.FoundLate or AlarmTriggerKind.Acknowledge or AlarmTriggerKind.Shelve
            or AlarmTriggerKind.ShelveOnce or AlarmTriggerKind.PriorityUp or AlarmTriggerKind.PriorityDown => Priorities,
        _ => [AlarmPriority.Low],
    };

    private static AlarmStatus Plain(AlarmStatus status) => status with
    {
        AcknowledgedBy = null,
        AcknowledgedUnixMicros = 0,
        ChangedUnixMicros = 0,
        AnnouncedUnixMicros = 0,
        Announcements = 0,
    };
}
