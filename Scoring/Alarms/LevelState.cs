namespace Maintenance.Scoring.Alarms;

/// <summary>
/// What is remembered of a level. It holds no running clock: equal histories leave equal states, and a steady alarm a constant one.
/// </summary>
internal record struct LevelState
{
    /// <summary>Where it is in its life; everything else is zero while it is idle or counted.</summary>
    public LevelPhase Phase;

    /// <summary>When its condition began, Unix µs.</summary>
    public long Onset;

    /// <summary>When the alarm is or was due, Unix µs.</summary>
    public long Due;

    /// <summary>First reading that no longer showed it, Unix µs; 0 unless it is leaving.</summary>
    public long Left;

    /// <summary>Value of its main signal when it began.</summary>
    public float Value;

    /// <summary>True while there is an event for it.</summary>
    public readonly bool HasEvent => Phase is LevelPhase.Standing or LevelPhase.Leaving;
}
