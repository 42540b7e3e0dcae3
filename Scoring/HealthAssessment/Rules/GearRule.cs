using Maintenance.Core.Conditions;
using static Maintenance.Scoring.DataManipulation.DescriptorIndex;

namespace Maintenance.Scoring.HealthAssessment.Rules;

/// <summary>
/// Gear damage without training: a worn or broken tooth modulates the mesh once per turn, which raises side bands at the shaft's distance
/// (ISO 13373-2; Randall, Vibration-based Condition Monitoring, 2.3). Full modulation
/// makes side bands of 0.7 of the mesh.
/// </summary>
internal static class GearRule
{
    // Modulation of 50, 70 and 110 %. The mesh of planetary gears is weak by design: side bands alone are never certain.
    private static readonly ProbabilityScale Sidebands = new(0.35f, 0.5f, 0.8f);
    private const float Most = 0.5f;

    // Side bands' share of the whole vibration, by RMS: an unloaded gear whines so little that noise makes any ratio.
    private const float LeastShare = 0.2f;

    /// <summary>Judges the gear on the monitored shaft.</summary>
    public static ModeFinding Judge(in RuleInput input)
    {
        if (!input.Turning) return ModeFinding.NotSeen("the string stands still");
        if (input.Location is not { GearTeeth: > 0 }) return ModeFinding.NotSeen("the teeth of the gear are unknown");
        if (!input.Has(GearMeshAmplitude)) return ModeFinding.NotSeen("no vibration that reaches the gear-mesh frequency");
        // Missing side bands: neither they nor the mesh rise above the floor.
        var sidebands = WindowMedian.Of(input, GearMeshSidebands, GearMeshAmplitude);
        var probability = Math.Min(Most, Sidebands.Of(sidebands));
        if (!(sidebands * input.Mean(GearMeshAmplitude) / MathF.Sqrt(2) >= LeastShare * input.Mean(WaveformRms)))
            probability = Math.Min(probability, FaultLimits.NamedFrom / 2);
        if (probability < FaultLimits.NamedFrom) return new ModeFinding { Probability = probability };
        return new ModeFinding
        {
            Probability = probability,
            Component = "gear",
            Defect = "teeth",
            Severity = VibrationZones.LetterAt(input.Location, input.Mean(VelocityRms)),
            Reasons = RuleSign.Reasons(input, [new(GearMeshSidebands, probability, 0, 0.25f)]),
        };
    }
}
