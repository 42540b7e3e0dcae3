using Maintenance.Core.Conditions;

namespace Maintenance.Scoring.HealthAssessment.Rules;

/// <summary>
/// Severity of down-hole vibration by its acceleration, RMS: from 1 g moderate, from 3 g severe, as in the scales of down-hole tools, which
/// differ from vendor to vendor.
/// </summary>
internal static class ShockScale
{
    /// <summary>Upper end of the usual range, m/s².</summary>
    public const float Usual = 0.6f * Gravity;

    /// <summary>Severe from here on, m/s².</summary>
    public const float Severe = 3 * Gravity;

    private const float Gravity = 9.80665f;

    /// <summary>Probability that so much vibration is a dysfunction; 0 for NaN.</summary>
    /// <param name="rms">m/s².</param>
    public static float Of(float rms) => Ramp.At(
        rms, [(Usual, 0), (Gravity, FaultLimits.NamedFrom), (1.5f * Gravity, FaultLimits.AlarmFrom), (Severe, 0.7f), (5 * Gravity, 0.9f)]);
}
