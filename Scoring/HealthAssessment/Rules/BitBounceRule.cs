using Maintenance.Core.Conditions;
using Maintenance.Scoring.DataManipulation;

namespace Maintenance.Scoring.HealthAssessment.Rules;

/// <summary>
/// Bit bounce: the bit leaves the bottom and strikes it again, with roller cones at three times rotation frequency. Axial vibration shows
/// it, and hook load, which swings by 20 to 50 klbf (90 to 220 kN) at 1 to 5 Hz.
/// </summary>
internal static class BitBounceRule
{
    private const float UsualHookLoad = 20_000;
    private const float LeastReadingsPerSecond = 20;

    // A sine of ±90 kN, the least that is called bounce, has a standard deviation of 63 kN.
    private const float BounceHookLoad = 63_000;
    private const float SevereHookLoad = 155_000;

    // Share of the axial energy at three times rotation.
    private const float LobeShare = 0.4f;

    private static readonly int Lobe = Descriptors.IndexOf("axial_3x");
    private static readonly int HookLoad = Descriptors.IndexOf("hook_load_std");

    /// <summary>Judges.</summary>
    public static ModeFinding Judge(in RuleInput input)
    {
        if (input.State != DrillingState.Drilling) return ModeFinding.NotSeen("the bit is not drilling");
        var (axial, hookLoad) = (input.Mean(DescriptorIndex.AxialRms), input.Mean(HookLoad));
        if (float.IsNaN(axial) && float.IsNaN(hookLoad)) return ModeFinding.NotSeen("no axial vibration and no hook load");
        if (!(ReadingRate.Of(input) >= LeastReadingsPerSecond))
            return ModeFinding.NotSeen("fewer than 20 readings a second: bouncing (1-10 Hz) cannot be seen");
        var share = Share(input, axial);
        var byAxial = ShockScale.Of(axial) * (share >= LobeShare ? 1 : IsAxial(input, axial) ? 0.5f : 0);
        var byHookLoad = Ramp.At(hookLoad, [(UsualHookLoad, 0), (40_000, FaultLimits.NamedFrom), (BounceHookLoad, FaultLimits.AlarmFrom),
            (SevereHookLoad, 0.7f)]);
        // Two witnesses; hook load by itself also swings for other reasons, such as heave.
        var probability = float.IsNaN(axial) ? 0.6f * byHookLoad : byAxial <= 0 ? 0.4f * byHookLoad
            : 1 - ((1 - byAxial) * (1 - byHookLoad));
        var limited = float.IsNaN(axial) ? "by hook load only" : float.IsNaN(hookLoad) ? "by axial vibration only" : null;
        if (probability < FaultLimits.NamedFrom) return new ModeFinding { Probability = probability, Limited = limited };
        return new ModeFinding
        {
            Probability = probability,
            Limited = limited,
            Component = "bit",
            Defect = share >= LobeShare ? "bounces at three times rotation" : "bounces",
            Severity = axial >= ShockScale.Severe || hookLoad >= SevereHookLoad ? "severe" : "moderate",
            Reasons = Reasons(axial, byAxial, hookLoad, byHookLoad),
        };
    }

    // A sine of amplitude A has RMS A/√2.
    private static float Share(in RuleInput input, float axial)
    {
        var lobe = input.Mean(Lobe) / MathF.Sqrt(2) / axial;
        return lobe * lobe;
    }

    // What shakes in all directions is not the bit that bounces.
    private static bool IsAxial(in RuleInput input, float axial) => !(input.Mean(DescriptorIndex.LateralRms) > 0.7f * axial);

    private static Reason[] Reasons(float axial, float byAxial, float hookLoad, float byHookLoad)
    {
        var shaking = new Reason("axial vibration", "axial_rms", axial, "m/s2", 0, ShockScale.Usual, byAxial);
        var swinging = new Reason("unsteadiness of hook load", "hook_load_std", hookLoad, "N", 0, UsualHookLoad, byHookLoad);
        return byHookLoad <= 0 ? [shaking] : byAxial <= 0 ? [swinging] : byAxial >= byHookLoad ? [shaking, swinging] : [swinging, shaking];
    }
}
