using Maintenance.Core.Time;

namespace Maintenance.Core.Alarms;

/// <summary>
/// The alarm of one rule on one asset, as known at one moment: the fold of its events, of what operators did and of the clock, in the order
/// of becoming known. Immutable. Times are Unix µs, UTC; <see cref="UnixMicros.None"/> where there is none.
/// </summary>
public sealed record Alarm
{
    /// <summary>Separates asset and rule in an id; neither may hold it.</summary>
    public const char Separator = '~';

    /// <summary>Onset this much before it was known makes an alarm late.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(5);

    /// <summary>Asset and rule, as <c>ns-alpha-001~bearing_temperature_high</c>.</summary>
    public string Id => IdOf(Asset, Rule);

    /// <summary>Id of the asset.</summary>
    public required string Asset { get; init; }

    /// <summary>Name of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>What it is called.</summary>
    public string Title => Definition.Title;

    /// <summary>State (ISA-18.2).</summary>
    public AlarmState State { get; init; }

    /// <summary>Greatest priority that stands; the last one when none does.</summary>
    public AlarmPriority Priority { get; init; } = AlarmPriority.Low;

    /// <summary>Greatest priority since the last acknowledgement; null when nothing waits for one.</summary>
    public AlarmPriority? HighestSinceAcknowledged { get; init; }

    /// <summary>Level that stands with that priority; the last one when none does.</summary>
    public string Level { get; init; } = "";

    /// <summary>True while its condition stands, silenced or not.</summary>
    public bool IsActive { get; init; }

    /// <summary>When the condition began: names the occurrence in acknowledgements.</summary>
    public long OnsetUnixMicros { get; init; } = UnixMicros.None;

    /// <summary>When the alarm was due.</summary>
    public long RaisedUnixMicros { get; init; } = UnixMicros.None;

    /// <summary>First reading that no longer showed the condition; none while it stands.</summary>
    public long ReturnedUnixMicros { get; init; } = UnixMicros.None;

    /// <summary>When this occurrence was first known.</summary>
    public long KnownAtUnixMicros { get; init; } = UnixMicros.None;

    /// <summary>When anything of it last changed.</summary>
    public long ChangedUnixMicros { get; init; } = UnixMicros.None;

    /// <summary>When it was last announced: raised, of higher priority, or raised again because nobody acknowledged it.</summary>
    public long AnnouncedUnixMicros { get; init; } = UnixMicros.None;

    /// <summary>How often it was announced since it was last normal.</summary>
    public int Announcements { get; init; }

    /// <summary>Already over, or its onset more than five minutes old, when first known.</summary>
    public bool IsLate { get; init; }

    /// <summary>True when later data shows that the occurrence never was.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>Value of the level's first signal at the beginning; NaN when it has none.</summary>
    public float Value { get; init; } = float.NaN;

    /// <summary>Limit that it passed; NaN when it has none.</summary>
    public float Limit { get; init; } = float.NaN;

    /// <summary>Why, in words.</summary>
    public string? Because { get; init; }

    /// <summary>Who acknowledged last.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>When.</summary>
    public long AcknowledgedUnixMicros { get; init; } = UnixMicros.None;

    /// <summary>Who shelved it; null when it is not shelved.</summary>
    public string? ShelvedBy { get; init; }

    /// <summary>When shelving ends.</summary>
    public long ShelvedUntilUnixMicros { get; init; } = UnixMicros.None;

    /// <summary>Why it was shelved.</summary>
    public string? ShelveReason { get; init; }

    /// <summary>True when shelving also ends with the return to normal.</summary>
    public bool IsShelvedOnce { get; init; }

    /// <summary>Who took it out of service, itself or with its asset or rig; null when it is in service.</summary>
    public string? OutOfServiceBy { get; init; }

    /// <summary>When it is in service again; none without an end.</summary>
    public long OutOfServiceUntilUnixMicros { get; init; } = UnixMicros.None;

    /// <summary>Who takes care of it.</summary>
    public string? Assignee { get; init; }

    /// <summary>Number of comments since it was last normal.</summary>
    public int Comments { get; init; }

    /// <summary>Work order raised from it.</summary>
    public string? WorkOrder { get; init; }

    /// <summary>Rule whose standing alarm masks this one.</summary>
    public string? MaskedBy { get; init; }

    /// <summary>True for the first of its group to stand, and for an alarm without a group.</summary>
    public bool IsFirstInGroup { get; init; } = true;

    /// <summary>True for the first to stand of the group that it belongs to: where the trouble began.</summary>
    public bool IsFirstOut => IsFirstInGroup && Definition.Group is not null;

    /// <summary>The rule as it applies: cause, consequence, action, time to respond, display.</summary>
    public required AlarmRule Definition { get; init; }

    /// <summary>The book's version in which it last changed.</summary>
    public long Version { get; init; }

    /// <summary>True while it asks for an operator: it stands, or waits for acknowledgement or reset, and is not silenced.</summary>
    public bool IsAnnunciated => State is AlarmState.Unacknowledged or AlarmState.Acknowledged or AlarmState.ReturnedUnacknowledged
        or AlarmState.Latched;

    /// <summary>The id of the alarm of a rule on an asset.</summary>
    public static string IdOf(string asset, string rule) => $"{asset}{Separator}{rule}";

    /// <summary>Asset and rule of an id; false when it is none.</summary>
    public static bool TrySplit(string id, out string asset, out string rule)
    {
        var at = id.LastIndexOf(Separator);
        (asset, rule) = at > 0 && at < id.Length - 1 ? (id[..at], id[(at + 1)..]) : ("", "");
        return asset.Length > 0;
    }
}
