using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Core.Alarms;

/// <summary>What <see cref="AlarmFold"/> keeps of one alarm. Immutable.</summary>
internal sealed record AlarmEntry(string Asset, string Rule, AlarmRulePeriod Period)
{
    public AlarmStatus Status { get; init; } = AlarmStatus.Initial;

    public AlarmEventRow[] Events { get; init; } = [];

    /// <summary>The event that describes the alarm: of greatest priority while it stands, else the last that did.</summary>
    public AlarmEventRow? Shown { get; init; }

    public long KnownAtUnixMicros { get; init; } = UnixMicros.None;

    public bool IsLate { get; init; }

    public bool IsWithdrawn { get; init; }

    /// <summary>Occurrences since the last acknowledgement.</summary>
    public int Owed { get; init; }

    /// <summary>Since when it waits for acknowledgement, returned to normal.</summary>
    public long WaitsSinceUnixMicros { get; init; } = UnixMicros.None;

    public string? Assignee { get; init; }

    public int Comments { get; init; }

    public string? WorkOrder { get; init; }

    public bool IsFirstInGroup { get; init; } = true;

    /// <summary>The time of what the clock does next; <see cref="long.MaxValue"/>: nothing.</summary>
    public long Due(long keepReturnedMicros)
    {
        var due = Math.Min(Math.Min(End(Status.Shelving), End(Status.OutOfService)), End(Status.Maintenance));
        if (Status.State == AlarmState.Unacknowledged && Period.Rule.ReAlarmAfter is { } again)
            due = Math.Min(due, Status.AnnouncedUnixMicros + UnixMicros.Length(again));
        if (Status.State == AlarmState.ReturnedUnacknowledged) due = Math.Min(due, WaitsSinceUnixMicros + keepReturnedMicros);
        return Math.Min(due, Period.UntilUnixMicros);
    }

    /// <summary>What is due at a time; null when only the rule's period ends.</summary>
    public AlarmTriggerKind? DueKind(long atUnixMicros) => End(Status.Shelving) <= atUnixMicros ? AlarmTriggerKind.ShelvingEnded
        : End(Status.OutOfService) <= atUnixMicros ? AlarmTriggerKind.PutInService
        : End(Status.Maintenance) <= atUnixMicros ? AlarmTriggerKind.EndMaintenance
        : Period.UntilUnixMicros <= atUnixMicros ? null
        : Status.State == AlarmState.Unacknowledged ? AlarmTriggerKind.ReAlarm
        : AlarmTriggerKind.Expire;

    public Alarm View()
    {
        var status = Status;
        var silence = status.OutOfService ?? status.Maintenance;
        return new Alarm
        {
            Asset = Asset,
            Rule = Rule,
            State = status.State,
            Priority = status.Priority,
            HighestSinceAcknowledged = status.HighestSinceAcknowledged,
            Level = Shown?.Level ?? "",
            IsActive = status.IsActive,
            OnsetUnixMicros = status.OnsetUnixMicros,
            RaisedUnixMicros = Shown?.RaisedUnixMicros ?? UnixMicros.None,
            ReturnedUnixMicros = status.ReturnedUnixMicros,
            KnownAtUnixMicros = KnownAtUnixMicros,
            ChangedUnixMicros = status.ChangedUnixMicros,
            AnnouncedUnixMicros = status.AnnouncedUnixMicros,
            Announcements = status.Announcements,
            IsLate = IsLate,
            IsWithdrawn = IsWithdrawn,
            Value = Shown?.Value ?? float.NaN,
            Limit = Shown?.Limit ?? float.NaN,
            Because = Shown?.Because,
            AcknowledgedBy = status.AcknowledgedBy,
            AcknowledgedUnixMicros = status.AcknowledgedUnixMicros,
            ShelvedBy = status.Shelving?.By,
            ShelvedUntilUnixMicros = status.Shelving?.UntilUnixMicros ?? UnixMicros.None,
            ShelveReason = status.Shelving?.Reason,
            IsShelvedOnce = status.Shelving?.IsOnce ?? false,
            OutOfServiceBy = silence?.By,
            OutOfServiceUntilUnixMicros = silence?.UntilUnixMicros ?? UnixMicros.None,
            Assignee = Assignee,
            Comments = Comments,
            WorkOrder = WorkOrder,
            MaskedBy = status.MaskedBy,
            IsFirstInGroup = IsFirstInGroup,
            Definition = Period.Rule,
        };
    }

    private static long End(AlarmSilence? silence) =>
        silence is null || silence.UntilUnixMicros == UnixMicros.None ? long.MaxValue : silence.UntilUnixMicros;
}
