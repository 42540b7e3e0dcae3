using Maintenance.Core.Time;

namespace Maintenance.Core.Alarms.Performance;

/// <summary>One time that an alarm stood: all levels of its rule together, in event time as now known. Times are Unix µs, UTC.</summary>
/// <param name="Rule"><see cref="AlarmRule.Id"/>.</param>
/// <param name="BeginUnixMicros">First reading that showed the condition.</param>
/// <param name="RaisedUnixMicros">When it was due.</param>
/// <param name="ReturnedUnixMicros">First reading that did not; <see cref="UnixMicros.None"/> while it stands.</param>
/// <param name="KnownAtUnixMicros">When it was first known.</param>
/// <param name="WasOver">True when it was already over then.</param>
/// <param name="Priority">Highest.</param>
/// <param name="Escalations">How often a higher level joined after its beginning.</param>
public readonly record struct AlarmOccurrence(
    string Rule, long BeginUnixMicros, long RaisedUnixMicros, long ReturnedUnixMicros, long KnownAtUnixMicros, bool WasOver,
    AlarmPriority Priority, int Escalations)
{
    /// <summary>When it was known to be over; never while it stands.</summary>
    public long OverKnownUnixMicros { get; init; } = long.MaxValue;

    /// <summary>When it could first be announced: due and known.</summary>
    public long CallableUnixMicros => Math.Max(RaisedUnixMicros, KnownAtUnixMicros);

    /// <summary>End of the time it stood; never while it stands.</summary>
    public long EndUnixMicros => ReturnedUnixMicros == UnixMicros.None ? long.MaxValue : ReturnedUnixMicros;
}
