using Maintenance.Core.Conditions;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.HealthAssessment.Rules;

/// <summary>
/// Stick-slip: the bit slows down and races while the top drive turns steadily, at 0.1 to 2 Hz. Judged by the stick-slip index
/// (Nmax − Nmin) / (2 · Nmean): 0.5 is moderate, at 1 the bit stops. The speed of the bit shows it best; at surface the torque swings while
/// the speed hardly does, which is weaker evidence.
/// </summary>
internal static class StickSlipRule
{
    private const float LeastReadingsPerSecond = 4;
    private const int LeastStretches = 3;
    private const float UsualIndex = 0.25f;
    private const float UsualTorque = 0.2f;
    private const float Stops = 1;

    // A bit speed that swings no more than the surface's is often computed from it, not measured.
    private const float MeasuredFactor = 1.5f;

    /// <summary>Judges.</summary>
    public static ModeFinding Judge(in RuleInput input)
    {
        if (!DrillingStates.IsRotating(input.State)) return ModeFinding.NotSeen("the string does not turn");
        var rate = ReadingRate.Of(input);
        if (!(rate >= LeastReadingsPerSecond))
        {
            return ModeFinding.NotSeen(rate <= 0.05f ? "readings are 20 s apart or more: torsional oscillation (0.1-2 Hz) cannot be seen"
                : rate <= 0.5f ? "readings are seconds apart: torsional oscillation (0.1-2 Hz) cannot be seen"
                : "fewer than 4 readings a second: torsional oscillation (0.1-2 Hz) cannot be seen");
        }
        var torsion = new TorsionWindow(input.Window);
        if (torsion.SteadyStretches < LeastStretches) return ModeFinding.NotSeen("the string has not turned for half a minute yet");
        if (float.IsNaN(torsion.Bit) && float.IsNaN(torsion.Surface)) return ModeFinding.NotSeen("no rotary speed");
        var measured = torsion.Bit > UsualIndex || torsion.Bit > MeasuredFactor * torsion.Surface || float.IsNaN(torsion.Surface);
        return measured ? BySpeed(torsion.Bit, limited: null)
            : float.IsNaN(torsion.Torque) ? BySpeed(torsion.Surface, "by rotary speed at surface only") : BySurface(torsion);
    }

    private static ModeFinding BySurface(in TorsionWindow torsion)
    {
        var bySpeed = BySpeed(torsion.Surface, "from surface only");
        var probability = Ramp.At(torsion.Torque, [(UsualTorque, 0), (0.35f, FaultLimits.NamedFrom), (0.6f, 0.4f), (Stops, 0.55f)]);
        if (probability <= bySpeed.Probability) return bySpeed;
        return new ModeFinding
        {
            Probability = probability,
            Limited = "from surface only",
            Component = "drill string",
            Defect = "torsional oscillation",
            Reasons = probability < FaultLimits.NamedFrom ? null
                : [new Reason("surface torque swings", "torque_std", torsion.Torque, "1", 0, UsualTorque, probability)],
        };
    }

    private static ModeFinding BySpeed(float index, string? limited)
    {
        var probability = Ramp.At(index, [(UsualIndex, 0), (0.4f, FaultLimits.NamedFrom), (0.5f, FaultLimits.AlarmFrom), (Stops, 0.7f),
            (1.5f, 0.9f)]);
        if (probability < FaultLimits.NamedFrom) return new ModeFinding { Probability = probability, Limited = limited };
        return new ModeFinding
        {
            Probability = probability,
            Limited = limited,
            Component = "drill string",
            Defect = index >= Stops ? "the bit stops" : "torsional oscillation",
            Severity = index >= Stops ? "severe" : index >= 0.5f ? "moderate" : "light",
            Reasons = [new Reason("stick-slip index", "stick_slip_index", index, "1", 0, UsualIndex, probability)],
        };
    }
}
