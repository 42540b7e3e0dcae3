namespace Maintenance.Scoring.Alarms;

/// <summary>Where a level is in its life.</summary>
internal enum LevelPhase : byte
{
    /// <summary>Its condition does not hold.</summary>
    Idle,

    /// <summary>Its condition holds, but has not begun often enough.</summary>
    Counted,

    /// <summary>Its condition holds, but not for long enough.</summary>
    Pending,

    /// <summary>It stands.</summary>
    Standing,

    /// <summary>Its condition no longer holds, but not for long enough.</summary>
    Leaving,
}
