using Maintenance.Core.Conditions;
using static Maintenance.Scoring.DataManipulation.DescriptorIndex;

namespace Maintenance.Scoring.HealthAssessment.Rules;

/// <summary>
/// Overheating without training, by the limits of makers and standards. Winding: 130 °C is the limit of thermal class B, 155 °C of class F
/// (IEC 60085, IEC 60034-1). Rolling bearings: alarm at 95 °C, trip at 100 to 105 °C (makers of motors, for standard grease). Gear oil:
/// 93 °C is the highest sump temperature of AGMA 6013. A fast rise counts from nine tenths of the first limit.
/// </summary>
internal static class OverheatingRule
{
    private static readonly ProbabilityScale Bearing = new(90, 95, 105);
    private static readonly ProbabilityScale Winding = new(130, 140, 155);
    private static readonly ProbabilityScale GearOil = new(85, 93, 105);

    // °C/min: a blocked cooler at full load; starting from cold is slower, and cold.
    private const float FastRise = 5;
    private const float FastRiseProbability = 0.2f;

    // A machine without load cools: what it shows was dealt with while it worked, or is the thermometer's. No alarm, but no grade A.
    private const float AtRest = 0.25f;

    /// <summary>Judges the temperatures there are.</summary>
    public static ModeFinding Judge(in RuleInput input)
    {
        var bearing = Of(input, BearingTemperatureMean, Bearing);
        var motor = Of(input, MotorTemperatureMean, Winding);
        var gearbox = Of(input, GearboxTemperatureMean, GearOil);
        if (!input.Has(BearingTemperatureMean) && !input.Has(MotorTemperatureMean) && !input.Has(GearboxTemperatureMean))
            return ModeFinding.NotSeen("no temperature of bearing, motor or gearbox");
        var probability = Math.Max(bearing, Math.Max(motor, gearbox));
        if (probability < FaultLimits.NamedFrom) return new ModeFinding { Probability = probability };
        var rests = input.AtRest && !input.Turning;
        return new ModeFinding
        {
            Limited = rests ? "the machine stands still and cools" : null,
            Probability = rests ? Math.Min(probability, AtRest) : probability,
            Component = probability == motor ? "motor" : probability == bearing ? "bearing" : "gearbox",
            Reasons = RuleSign.Reasons(input,
            [
                .. Signs(BearingTemperatureMean, bearing, Bearing), .. Signs(MotorTemperatureMean, motor, Winding),
                .. Signs(GearboxTemperatureMean, gearbox, GearOil),
            ]),
        };
    }

    private static float Of(in RuleInput input, int descriptor, in ProbabilityScale scale)
    {
        var byLevel = scale.Of(input.Mean(descriptor));
        // Each temperature's slope follows its mean.
        return input.Mean(descriptor + 1) > FastRise && input.Mean(descriptor) > 0.9f * scale.Suspicion
            ? Math.Max(byLevel, FastRiseProbability) : byLevel;
    }

    private static RuleSign[] Signs(int descriptor, float probability, in ProbabilityScale scale) =>
        probability < FaultLimits.NamedFrom ? []
        : [new(descriptor, probability, float.NaN, scale.Suspicion), new(descriptor + 1, probability, float.NaN, FastRise)];
}
