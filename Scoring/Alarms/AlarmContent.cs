using Maintenance.Core.Time;

namespace Maintenance.Scoring.Alarms;

/// <summary>What a row says of an alarm besides its name: two equal ones need only one row.</summary>
/// <param name="RuleVersion">Version that judged.</param>
/// <param name="Priority">Priority of the level.</param>
/// <param name="Raised">When it was due, Unix µs.</param>
/// <param name="Returned">End, Unix µs; <see cref="UnixMicros.None"/> while it stands.</param>
/// <param name="Value">Value when it began.</param>
/// <param name="Limit">Limit.</param>
/// <param name="Withdrawn">True when it never was.</param>
/// <param name="Because">Why.</param>
internal readonly record struct AlarmContent(
    int RuleVersion, int Priority, long Raised, long Returned, float Value, float Limit, bool Withdrawn, string? Because)
{
    /// <summary>True while it stands, as far as is known.</summary>
    public bool IsOpen => !Withdrawn && Returned == UnixMicros.None;

    /// <summary>What a fold found.</summary>
    public static AlarmContent Of(in AlarmChange change) => new(
        change.Level.Rule.Version, (int)change.Level.Level.Priority, change.Raised, change.Returned, change.Value, change.Level.MainLimit,
        Withdrawn: false, AlarmText.Of(change.Level, change.Value, change.End));
}
