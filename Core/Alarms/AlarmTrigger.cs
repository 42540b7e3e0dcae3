using Maintenance.Core.Time;

namespace Maintenance.Core.Alarms;

/// <summary>Something that happens to an alarm.</summary>
/// <param name="Kind">What.</param>
/// <param name="AtUnixMicros">When it was known, or done.</param>
public readonly record struct AlarmTrigger(AlarmTriggerKind Kind, long AtUnixMicros)
{
    /// <summary>No trigger.</summary>
    public AlarmTrigger() : this(default, UnixMicros.None)
    {
    }

    /// <summary>Priority that stands, or that the operator saw.</summary>
    public AlarmPriority Priority { get; init; }

    /// <summary>Beginning of the occurrence, or of the one that the operator saw.</summary>
    public long OnsetUnixMicros { get; init; } = UnixMicros.None;

    /// <summary>End of the occurrence, or of what the operator began.</summary>
    public long UntilUnixMicros { get; init; } = UnixMicros.None;

    /// <summary>Who acts; the rule of a parent.</summary>
    public string? By { get; init; }

    /// <summary>Reason.</summary>
    public string? Reason { get; init; }

    /// <summary>True when the rule latches.</summary>
    public bool Latches { get; init; }
}
