namespace Maintenance.Core.Conditions;

/// <summary>
/// Limits of P(fault) = 1 − P(none), where health index = 100 · P(none): the borders of health grades (<see cref="HealthGrades"/>), told as
/// probabilities because models give those. Written out, since 1 − 85 / 100 in single precision is another number than 0.15.
/// </summary>
public static class FaultLimits
{
    /// <summary>From here on a failure mode is named: where grade A ends.</summary>
    public const float NamedFrom = 0.15f;

    /// <summary>From here on it is an alarm: where grade C begins.</summary>
    public const float AlarmFrom = 0.3f;
}
