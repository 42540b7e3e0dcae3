using Maintenance.Core.Conditions;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.HealthAssessment.Rules;

/// <summary>
/// Whirl: bit or assembly rolls round the wall of the hole, with lateral energy at and above rotation frequency, far more than axial.
/// Severity by <see cref="ShockScale"/>. Energy at rotation frequency alone is imbalance, energy in single impacts is not whirl.
/// </summary>
internal static class WhirlRule
{
    private const float LeastRatio = 1.5f;
    private const float ClearRatio = 2.5f;
    private const float LeastReadingsPerSecond = 20;

    // Above it nearly all energy is that of rotation: a sine of amplitude A has RMS A/√2.
    private const float ImbalanceShare = 0.8f;
    private const float ImpulsiveKurtosis = 8;

    private static readonly int Kurtosis = Descriptors.IndexOf("lateral_kurtosis");

    /// <summary>Judges.</summary>
    public static ModeFinding Judge(in RuleInput input)
    {
        if (!DrillingStates.IsRotating(input.State)) return ModeFinding.NotSeen("the string does not turn");
        if (!input.Has(DescriptorIndex.LateralRms)) return ModeFinding.NotSeen("no lateral vibration");
        if (!(ReadingRate.Of(input) >= LeastReadingsPerSecond))
            return ModeFinding.NotSeen("lateral vibration is read too rarely: whirl is above rotation frequency");
        var lateral = input.Mean(DescriptorIndex.LateralRms);
        var ratio = lateral / input.Mean(DescriptorIndex.AxialRms);
        var probability = ShockScale.Of(lateral) * Clear(ratio);
        var limited = float.IsNaN(ratio) ? "by lateral vibration only" : null;
        if (probability < FaultLimits.NamedFrom || IsOther(input, lateral))
            return new ModeFinding { Probability = Math.Min(probability, FaultLimits.NamedFrom / 2), Limited = limited };
        return new ModeFinding
        {
            Probability = probability,
            Limited = limited,
            Component = "bit and bottom-hole assembly",
            Defect = "whirl",
            Severity = lateral >= ShockScale.Severe ? "severe" : "moderate",
            Reasons = [new Reason("lateral vibration", "lateral_rms", lateral, "m/s2", 0, ShockScale.Usual, probability)],
        };
    }

    // Without axial vibration to compare with, the suspicion is worth half.
    private static float Clear(float ratio) =>
        float.IsNaN(ratio) ? 0.5f : Math.Clamp((ratio - LeastRatio) / (ClearRatio - LeastRatio), 0, 1);

    private static bool IsOther(in RuleInput input, float lateral) =>
        input.Mean(DescriptorIndex.BandShaft1X) >= ImbalanceShare * MathF.Sqrt(2) * lateral || input.Mean(Kurtosis) > ImpulsiveKurtosis;
}
