using Maintenance.Core.Conditions;

namespace Maintenance.Scoring.HealthAssessment.Rules;

/// <summary>
/// Turns a value into the probability an expert would give it: three limits of a standard or handbook, between which it is linear.
/// </summary>
/// <param name="Suspicion">Where it is first named: 0.15, the end of grade A.</param>
/// <param name="Alarm">Where an alarm is raised: 0.3, the beginning of grade C.</param>
/// <param name="Danger">Where damage is likely: 0.6, the beginning of grade D.</param>
internal readonly record struct ProbabilityScale(float Suspicion, float Alarm, float Danger)
{
    private const float DangerFrom = 0.6f;
    private const float Most = 0.95f;

    /// <summary>
    /// 0 up to half the suspicion, or three steps to the alarm below it if that is more; at most 0.95; 0 for NaN.
    /// </summary>
    public float Of(float value)
    {
        var nothing = Math.Max(Suspicion / 2, Suspicion - 3 * (Alarm - Suspicion));
        return Ramp.At(value, [(nothing, 0), (Suspicion, FaultLimits.NamedFrom), (Alarm, FaultLimits.AlarmFrom), (Danger, DangerFrom),
            (2 * Danger, Most)]);
    }
}
