using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>Descriptors of a block that follow from the physics of drilling, from the moments of its channels.</summary>
internal static class DrillingDescriptors
{
    private static readonly int StickSlip = Descriptors.IndexOf("stick_slip_index");
    private static readonly int SpecificEnergy = Descriptors.IndexOf("mechanical_specific_energy");
    private static readonly int PressureStd = Descriptors.IndexOf("standpipe_pressure_std");
    private static readonly int HookLoadStd = Descriptors.IndexOf("hook_load_std");
    private static readonly int DExponent = Descriptors.IndexOf("d_exponent");
    private static readonly int HydraulicPower = Descriptors.IndexOf("hydraulic_power");

    /// <summary>Fills them; the others are left as they are.</summary>
    /// <param name="channels">Moments of the standard channels.</param>
    /// <param name="bitDiameterM">Metres; NaN when unknown.</param>
    /// <param name="descriptors">Length <see cref="Descriptors.Count"/>.</param>
    public static void Compute(ReadOnlySpan<Moments> channels, double bitDiameterM, Span<float> descriptors)
    {
        var speed = channels[channels[StandardChannels.BitSpeed].Count > 0 ? StandardChannels.BitSpeed : StandardChannels.RotarySpeed];
        descriptors[StickSlip] = speed.Count > 1 ? DrillingFormulae.StickSlipIndex(speed.Min, speed.Max, speed.Mean) : float.NaN;
        descriptors[PressureStd] = StandardDeviation(channels[StandardChannels.StandpipePressure]);
        descriptors[HookLoadStd] = StandardDeviation(channels[StandardChannels.HookLoad]);
        var weight = channels[StandardChannels.WeightOnBit].Mean;
        var turns = channels[StandardChannels.RotarySpeed].Mean;
        var penetration = channels[StandardChannels.RateOfPenetration].Mean;
        descriptors[SpecificEnergy] = DrillingFormulae.MechanicalSpecificEnergy(
            weight, turns, channels[StandardChannels.Torque].Mean, penetration, bitDiameterM);
        descriptors[DExponent] = DrillingFormulae.DExponent(weight, turns, penetration, bitDiameterM);
        descriptors[HydraulicPower] = DrillingFormulae.HydraulicPower(
            channels[StandardChannels.StandpipePressure].Mean, channels[StandardChannels.MudFlowIn].Mean);
    }

    private static float StandardDeviation(in Moments moments) => moments.Count > 1 ? moments.StandardDeviation : float.NaN;
}
