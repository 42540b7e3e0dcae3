namespace Maintenance.Scoring.Alarms;

/// <summary>What a fold finds of an alarm: it was raised, it returned, or it goes on after it seemed to be over.</summary>
/// <param name="Level">The level.</param>
/// <param name="Onset">When its condition began, Unix µs: with the level it names the alarm.</param>
/// <param name="Raised">When it was due, Unix µs.</param>
/// <param name="Returned">End of the time in which it stood, Unix µs; <see cref="Core.Time.UnixMicros.None"/> while it stands.</param>
/// <param name="Value">Value of its main signal when it began.</param>
/// <param name="End">Why it ended.</param>
internal readonly record struct AlarmChange(CompiledLevel Level, long Onset, long Raised, long Returned, float Value, AlarmEnd End);
