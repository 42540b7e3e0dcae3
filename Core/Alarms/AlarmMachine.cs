using Maintenance.Core.Time;

namespace Maintenance.Core.Alarms;

/// <summary>
/// The life of an alarm (ISA-18.2, clause 5.4) as a pure function of its status and what happens to it. <see cref="AlarmTransitions"/> says
/// for every state and trigger what may come of it; the choices where the standard leaves one are in <c>docs/alarms.md</c>.
/// </summary>
public static class AlarmMachine
{
    /// <summary>The status after a trigger, or the refusal that leaves it as it was.</summary>
    public static (AlarmStatus Status, AlarmRefusal? Refusal) Apply(AlarmStatus status, in AlarmTrigger trigger)
    {
        if (Refusal(status, trigger) is { } refusal) return (status, refusal);
        var next = Change(status, trigger) with { ChangedUnixMicros = trigger.AtUnixMicros };
        if (!next.IsSilenced && next.OwedInSilence is not null)
            next = next with { Owed = next.HighestSinceAcknowledged, OwedInSilence = null };
        if (IsAnnounced(status, next, trigger))
            next = next with { AnnouncedUnixMicros = trigger.AtUnixMicros, Announcements = next.Announcements + 1 };
        return (next.Process == AlarmState.Normal && next.Announcements > 0 ? next with { Announcements = 0 } : next, null);
    }

    private static AlarmRefusal? Refusal(AlarmStatus status, in AlarmTrigger trigger) => trigger.Kind switch
    {
        AlarmTriggerKind.Raise => status.IsActive ? AlarmRefusal.Stands : null,
        AlarmTriggerKind.PriorityUp or AlarmTriggerKind.PriorityDown or AlarmTriggerKind.Return =>
            status.IsActive ? null : AlarmRefusal.StandsNot,
        AlarmTriggerKind.Withdraw or AlarmTriggerKind.FoundLate => null,
        AlarmTriggerKind.Acknowledge => Silence(status) ?? ToAcknowledge(status, trigger),
        AlarmTriggerKind.Reset => Silence(status) ?? ToReset(status),
        AlarmTriggerKind.Shelve => OutOfService(status),
        AlarmTriggerKind.ShelveOnce => OutOfService(status) ?? (status.IsActive ? null : AlarmRefusal.StandsNot),
        AlarmTriggerKind.Unshelve or AlarmTriggerKind.ShelvingEnded => status.Shelving is null ? AlarmRefusal.NotShelved : null,
        AlarmTriggerKind.Suppress => status.IsSuppressed ? AlarmRefusal.Suppressed : null,
        AlarmTriggerKind.Unsuppress => status.IsSuppressed ? null : AlarmRefusal.NotSuppressed,
        AlarmTriggerKind.Mask => status.MaskedBy is null ? null : AlarmRefusal.Masked,
        AlarmTriggerKind.Unmask => status.MaskedBy is null ? AlarmRefusal.NotMasked : null,
        AlarmTriggerKind.TakeOutOfService => status.OutOfService is null ? null : AlarmRefusal.OutOfService,
        AlarmTriggerKind.PutInService => status.OutOfService is not null ? null
            : status.Maintenance is not null ? AlarmRefusal.Maintained : AlarmRefusal.InService,
        AlarmTriggerKind.BeginMaintenance => null,
        AlarmTriggerKind.EndMaintenance => status.Maintenance is null ? AlarmRefusal.NotMaintained : null,
        AlarmTriggerKind.ReAlarm => Silence(status) ?? (status.State switch
        {
            AlarmState.Unacknowledged => null,
            AlarmState.Acknowledged => AlarmRefusal.AlreadyAcknowledged,
            _ => AlarmRefusal.StandsNot,
        }),
        AlarmTriggerKind.Expire => Silence(status) ?? (status.State switch
        {
            AlarmState.ReturnedUnacknowledged => null,
            AlarmState.Unacknowledged or AlarmState.Acknowledged => AlarmRefusal.Stands,
            _ => AlarmRefusal.NothingWaits,
        }),
        _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger.Kind, "No such trigger."),
    };

    private static AlarmRefusal? OutOfService(AlarmStatus status) =>
        status.State == AlarmState.OutOfService ? AlarmRefusal.OutOfService : null;

    private static AlarmRefusal? Silence(AlarmStatus status) => status.State switch
    {
        AlarmState.OutOfService => AlarmRefusal.OutOfService,
        AlarmState.Shelved => AlarmRefusal.Shelved,
        AlarmState.SuppressedByDesign => AlarmRefusal.Suppressed,
        _ => null,
    };

    private static AlarmRefusal? ToAcknowledge(AlarmStatus status, in AlarmTrigger trigger) =>
        status.HighestSinceAcknowledged is not { } owed
            ? status.State == AlarmState.Normal ? AlarmRefusal.NothingWaits : AlarmRefusal.AlreadyAcknowledged
        : IsOlder(status, trigger.OnsetUnixMicros) ? AlarmRefusal.OlderOccurrence
        : trigger.Priority < owed ? AlarmRefusal.PriorityRose
        : null;

    // Late data may have moved the beginning since the operator saw it: older is what lies before the end of the occurrence before.
    private static bool IsOlder(AlarmStatus status, long seenUnixMicros) => seenUnixMicros < status.OnsetUnixMicros
        && seenUnixMicros < status.PreviousReturnedUnixMicros;

    private static AlarmRefusal? ToReset(AlarmStatus status) => status.State switch
    {
        AlarmState.Latched => null,
        AlarmState.Normal => AlarmRefusal.NotLatched,
        AlarmState.ReturnedUnacknowledged => AlarmRefusal.NotAcknowledged,
        _ => AlarmRefusal.Stands,
    };

    private static AlarmStatus Change(AlarmStatus status, in AlarmTrigger trigger) => trigger.Kind switch
    {
        AlarmTriggerKind.Raise => Owing(BreakShelving(status, trigger) with
        {
            IsActive = true,
            Priority = trigger.Priority,
            Acknowledged = null,
            PreviousReturnedUnixMicros = Math.Max(status.PreviousReturnedUnixMicros, status.ReturnedUnixMicros),
            OnsetUnixMicros = trigger.OnsetUnixMicros,
            ReturnedUnixMicros = UnixMicros.None,
        }, trigger.Priority),
        AlarmTriggerKind.PriorityUp => trigger.Priority <= status.Acknowledged
            ? status with { Priority = trigger.Priority }
            : Owing(BreakShelving(status, trigger) with { Priority = trigger.Priority }, trigger.Priority),
        AlarmTriggerKind.PriorityDown => status with { Priority = trigger.Priority },
        AlarmTriggerKind.Return => status with
        {
            IsActive = false,
            OwedInSilence = null,
            IsLatched = status.IsLatched || trigger.Latches,
            ReturnedUnixMicros = trigger.UntilUnixMicros,
            Shelving = status.Shelving is { IsOnce: true } ? null : status.Shelving,
        },
        AlarmTriggerKind.Withdraw => status with
        {
            IsActive = false,
            Owed = null,
            OwedInSilence = null,
            IsLatched = status.IsActive && status.IsLatched,
            Shelving = status.Shelving is { IsOnce: true } ? null : status.Shelving,
        },
        AlarmTriggerKind.FoundLate => FoundLate(status, trigger),
        AlarmTriggerKind.Acknowledge => status with
        {
            Acknowledged = trigger.Priority,
            Owed = null,
            OwedInSilence = null,
            AcknowledgedBy = trigger.By,
            AcknowledgedUnixMicros = trigger.AtUnixMicros,
        },
        AlarmTriggerKind.Reset => status with { IsLatched = false },
        AlarmTriggerKind.Shelve => status with { Shelving = Shelving(status, trigger) },
        AlarmTriggerKind.ShelveOnce => status with { Shelving = Shelving(status, trigger) with { IsOnce = true } },
        AlarmTriggerKind.Unshelve or AlarmTriggerKind.ShelvingEnded => status with { Shelving = null },
        AlarmTriggerKind.Suppress => status with { IsSuppressed = true },
        AlarmTriggerKind.Unsuppress => status with { IsSuppressed = false },
        AlarmTriggerKind.Mask => status with { MaskedBy = trigger.By },
        AlarmTriggerKind.Unmask => status with { MaskedBy = null },
        AlarmTriggerKind.TakeOutOfService => status with { OutOfService = Silence(trigger) },
        AlarmTriggerKind.PutInService => status with { OutOfService = null },
        AlarmTriggerKind.BeginMaintenance => status with { Maintenance = Silence(trigger) },
        AlarmTriggerKind.EndMaintenance => status with { Maintenance = null },
        AlarmTriggerKind.Expire => status with { Owed = null, OwedInSilence = null },
        _ => status,
    };

    private static AlarmStatus Owing(AlarmStatus status, AlarmPriority priority) => status.IsSilenced
        ? status with { OwedInSilence = Greater(status.OwedInSilence, priority) }
        : status with { Owed = Greater(status.Owed, priority) };

    // What was shelved at one priority calls again at a higher one, as an acknowledgement does not cover it either.
    private static AlarmStatus BreakShelving(AlarmStatus status, in AlarmTrigger trigger) =>
        status.Shelving is { } shelving && trigger.Priority > shelving.Covers ? status with { Shelving = null } : status;

    private static AlarmStatus FoundLate(AlarmStatus status, in AlarmTrigger trigger)
    {
        if (status.State is AlarmState.Acknowledged || status.IsSilenced) return status;
        var owing = status with { Owed = Greater(status.Owed, trigger.Priority) };
        return status.IsActive || status.Owed is not null ? owing : owing with
        {
            Priority = trigger.Priority,
            Acknowledged = null,
            PreviousReturnedUnixMicros = Math.Max(status.PreviousReturnedUnixMicros, status.ReturnedUnixMicros),
            OnsetUnixMicros = trigger.OnsetUnixMicros,
            ReturnedUnixMicros = trigger.UntilUnixMicros,
            IsLatched = status.IsLatched || trigger.Latches,
        };
    }

    private static AlarmSilence Shelving(AlarmStatus status, in AlarmTrigger trigger) => Silence(trigger) with
    {
        Covers = status.IsActive ? Greater(trigger.Priority, status.Priority) : AlarmPriority.High,
    };

    private static AlarmSilence Silence(in AlarmTrigger trigger) => new(trigger.By ?? "", trigger.UntilUnixMicros, trigger.Reason);

    private static AlarmPriority Greater(AlarmPriority? one, AlarmPriority other) => one > other ? one.Value : other;

    private static bool IsAnnounced(AlarmStatus before, AlarmStatus after, in AlarmTrigger trigger) => after.State switch
    {
        AlarmState.Unacknowledged => before.State != AlarmState.Unacknowledged || trigger.Kind is AlarmTriggerKind.ReAlarm
            || after.Owed > before.Owed,
        _ => false,
    };
}
