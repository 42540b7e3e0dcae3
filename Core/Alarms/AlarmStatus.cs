using Maintenance.Core.Time;

namespace Maintenance.Core.Alarms;

/// <summary>What the state machine knows of an alarm. Immutable.</summary>
public sealed record AlarmStatus
{
    /// <summary>Nothing has ever happened.</summary>
    public static AlarmStatus Initial { get; } = new();

    /// <summary>True while its condition stands, silenced or not.</summary>
    public bool IsActive { get; init; }

    /// <summary>Greatest priority that stands; the last one when none does.</summary>
    public AlarmPriority Priority { get; init; } = AlarmPriority.Low;

    /// <summary>Greatest priority since the last acknowledgement; null when nothing waits for one.</summary>
    public AlarmPriority? Owed { get; init; }

    /// <summary>As <see cref="Owed"/>, of what began while the alarm was silenced; forgotten if it is over before the silence is.</summary>
    public AlarmPriority? OwedInSilence { get; init; }

    /// <summary>Priority acknowledged in this occurrence; null: none.</summary>
    public AlarmPriority? Acknowledged { get; init; }

    /// <summary>Who acknowledged last.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>When.</summary>
    public long AcknowledgedUnixMicros { get; init; } = UnixMicros.None;

    /// <summary>Waits for a reset.</summary>
    public bool IsLatched { get; init; }

    /// <summary>Beginning of the occurrence that stands, or of the last.</summary>
    public long OnsetUnixMicros { get; init; } = UnixMicros.None;

    /// <summary>Its end; none while it stands.</summary>
    public long ReturnedUnixMicros { get; init; } = UnixMicros.None;

    /// <summary>End of the occurrence before.</summary>
    public long PreviousReturnedUnixMicros { get; init; } = UnixMicros.None;

    /// <summary>Null when it is not shelved.</summary>
    public AlarmSilence? Shelving { get; init; }

    /// <summary>Null when it is in service.</summary>
    public AlarmSilence? OutOfService { get; init; }

    /// <summary>Null when neither its asset nor its rig is maintained.</summary>
    public AlarmSilence? Maintenance { get; init; }

    /// <summary>Rule of the parent that stands.</summary>
    public string? MaskedBy { get; init; }

    /// <summary>True while the rule does not apply.</summary>
    public bool IsSuppressed { get; init; }

    /// <summary>When it was last announced.</summary>
    public long AnnouncedUnixMicros { get; init; } = UnixMicros.None;

    /// <summary>How often it was announced since it was last normal.</summary>
    public int Announcements { get; init; }

    /// <summary>When anything last changed.</summary>
    public long ChangedUnixMicros { get; init; } = UnixMicros.None;

    /// <summary>True while nobody is told of it.</summary>
    public bool IsSilenced => OutOfService is not null || Maintenance is not null || Shelving is not null || IsSuppressed
        || MaskedBy is not null;

    /// <summary>Greatest priority that waits for acknowledgement.</summary>
    public AlarmPriority? HighestSinceAcknowledged => Owed is { } owed && OwedInSilence is { } silenced
        ? (AlarmPriority)Math.Max((int)owed, (int)silenced) : Owed ?? OwedInSilence;

    /// <summary>The state. Out of service goes before shelved, shelved before suppressed; what is at rest is not suppressed.</summary>
    public AlarmState State => OutOfService is not null || Maintenance is not null ? AlarmState.OutOfService
        : Shelving is not null ? AlarmState.Shelved
        : Process is not AlarmState.Normal && (MaskedBy is not null || IsSuppressed) ? AlarmState.SuppressedByDesign
        : Process;

    /// <summary>The state that it would have if nothing silenced it.</summary>
    public AlarmState Process => (IsActive, HighestSinceAcknowledged is not null, IsLatched) switch
    {
        (true, true, _) => AlarmState.Unacknowledged,
        (true, false, _) => AlarmState.Acknowledged,
        (false, true, _) => AlarmState.ReturnedUnacknowledged,
        (false, false, true) => AlarmState.Latched,
        _ => AlarmState.Normal,
    };
}
