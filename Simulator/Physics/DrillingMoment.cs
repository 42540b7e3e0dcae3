using Maintenance.Core.Conditions;

namespace Maintenance.Simulator.Physics;

/// <summary>What the crew does at one moment: set points and positions, before physics and sensor effects.</summary>
/// <param name="State">Activity.</param>
/// <param name="HoleDepthM">Measured depth of the hole, m.</param>
/// <param name="BitDepthM">Measured depth of the bit, m.</param>
/// <param name="RotarySpeedRpm">Set speed of the top drive, rev/min.</param>
/// <param name="WeightOnBitN">Weight on bit, N.</param>
/// <param name="PenetrationMPerS">Rate of penetration, m/s.</param>
/// <param name="FlowM3PerS">Mud flow in, m³/s.</param>
/// <param name="RockFactor">Rock strength relative to the well's mean.</param>
/// <param name="InSlips">True while the string hangs in the slips, not on the hook.</param>
internal readonly record struct DrillingMoment(
    DrillingState State,
    double HoleDepthM,
    double BitDepthM,
    double RotarySpeedRpm,
    double WeightOnBitN,
    double PenetrationMPerS,
    double FlowM3PerS,
    double RockFactor,
    bool InSlips);
