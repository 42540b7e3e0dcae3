namespace Maintenance.Core.Conditions;

/// <summary>
/// Limits of P(fault) = 1 − P(none), where health index = 100 · P(none): the boundaries of the health grades (<see cref="HealthGrades"/>),
/// as probabilities, which models output. Written out, because 1 − 85 / 100 in single precision is not 0.15.
/// </summary>
public static class FaultLimits
{
    /// <summary>At or above it a failure mode is named: where grade A ends.</summary>
    public const float NamedFrom = 0.15f;

    /// <summary>At or above it an alarm is raised: where grade C begins.</summary>
    public const float AlarmFrom = 0.3f;
}
