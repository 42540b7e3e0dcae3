using System.Collections.Frozen;

namespace Maintenance.Core.Channels;

/// <summary>
/// The standard channels: the wide columns of <c>reading</c>, in wire order. The numbers are part of codec V1: append, never renumber.
/// Custom channels travel by name and are stored in the narrow table <c>reading_extra</c>.
/// </summary>
public static class StandardChannels
{
    /// <summary>Axial acceleration at the top drive, m/s².</summary>
    public const int VibrationAxial = 0;

    /// <summary>Lateral acceleration at the top-drive bearing, m/s².</summary>
    public const int VibrationLateral = 1;

    /// <summary>Tangential (torsional) acceleration at the bit, m/s².</summary>
    public const int VibrationTorsional = 2;

    /// <summary>Top-drive bearing temperature, °C.</summary>
    public const int BearingTemperature = 3;

    /// <summary>Motor winding temperature, °C.</summary>
    public const int MotorTemperature = 4;

    /// <summary>Gearbox oil temperature, °C.</summary>
    public const int GearboxTemperature = 5;

    /// <summary>Mud temperature, °C.</summary>
    public const int MudTemperature = 6;

    /// <summary>Rotary speed of the string, rev/min.</summary>
    public const int RotarySpeed = 7;

    /// <summary>Surface torque, N·m.</summary>
    public const int Torque = 8;

    /// <summary>Weight on bit, N.</summary>
    public const int WeightOnBit = 9;

    /// <summary>Hook load, N.</summary>
    public const int HookLoad = 10;

    /// <summary>Rate of penetration, m/s.</summary>
    public const int RateOfPenetration = 11;

    /// <summary>Standpipe pressure, Pa.</summary>
    public const int StandpipePressure = 12;

    /// <summary>Mud flow in, m³/s.</summary>
    public const int MudFlowIn = 13;

    /// <summary>Mud flow out, m³/s.</summary>
    public const int MudFlowOut = 14;

    /// <summary>Measured depth of the hole, m.</summary>
    public const int HoleDepth = 15;

    /// <summary>Measured depth of the bit, m.</summary>
    public const int BitDepth = 16;

    /// <summary>Height of the travelling block, m.</summary>
    public const int BlockPosition = 17;

    /// <summary>Inclination of the hole, degrees from vertical.</summary>
    public const int Inclination = 18;

    /// <summary>Azimuth of the hole, degrees from north.</summary>
    public const int Azimuth = 19;

    /// <summary>Motor current, A.</summary>
    public const int MotorCurrent = 20;

    /// <summary>Rotary speed of the bit, rev/min (down-hole; differs from the string's under stick-slip).</summary>
    public const int BitSpeed = 21;

    /// <summary>Lubrication oil pressure, Pa.</summary>
    public const int OilPressure = 22;

    /// <summary>Mud density, kg/m³.</summary>
    public const int MudDensity = 23;

    /// <summary>All standard channels; <c>All[i].Id == i</c>.</summary>
    public static IReadOnlyList<Channel> All => AllArray;

    private static readonly Channel[] AllArray =
    [
        new(VibrationAxial, "vibration_axial", "VIBA", "m/s2", -2000, 2000, "top-drive"),
        new(VibrationLateral, "vibration_lateral", "VIBL", "m/s2", -2000, 2000, "top-drive"),
        new(VibrationTorsional, "vibration_torsional", "VIBT", "m/s2", -2000, 2000, "bit"),
        new(BearingTemperature, "bearing_temperature", "TBRG", "degC", -60, 400, "top-drive"),
        new(MotorTemperature, "motor_temperature", "TMOT", "degC", -60, 400, "motor"),
        new(GearboxTemperature, "gearbox_temperature", "TGBX", "degC", -60, 400, "gearbox"),
        new(MudTemperature, "mud_temperature", "TMUD", "degC", -60, 300, "mud-pump"),
        new(RotarySpeed, "rotary_speed", "RPM", "rev/min", -500, 2000, "top-drive"),
        new(Torque, "torque", "TORQUE", "N.m", -200_000, 500_000, "top-drive"),
        new(WeightOnBit, "weight_on_bit", "WOB", "N", -2_000_000, 5_000_000, "bit"),
        new(HookLoad, "hook_load", "HKLD", "N", -1_000_000, 20_000_000, "rig"),
        new(RateOfPenetration, "rate_of_penetration", "ROP", "m/s", -1, 10, "rig"),
        new(StandpipePressure, "standpipe_pressure", "SPP", "Pa", -1_000_000, 150_000_000, "mud-pump"),
        new(MudFlowIn, "mud_flow_in", "FLOWIN", "m3/s", -0.1f, 1, "mud-pump"),
        new(MudFlowOut, "mud_flow_out", "FLOWOUT", "m3/s", -0.1f, 1, "mud-pump"),
        new(HoleDepth, "hole_depth", "DEPTH", "m", -100, 20_000, "bit"),
        new(BitDepth, "bit_depth", "BITDEPTH", "m", -100, 20_000, "bit"),
        new(BlockPosition, "block_position", "BPOS", "m", -20, 100, "rig"),
        new(Inclination, "inclination", "INCL", "deg", -1, 180, "bha"),
        new(Azimuth, "azimuth", "AZI", "deg", -360, 360, "bha"),
        new(MotorCurrent, "motor_current", "AMPS", "A", -5000, 5000, "motor"),
        new(BitSpeed, "bit_speed", "BITRPM", "rev/min", -2000, 5000, "bit"),
        new(OilPressure, "oil_pressure", "OILP", "Pa", -200_000, 50_000_000, "gearbox"),
        new(MudDensity, "mud_density", "MWIN", "kg/m3", 0, 5000, "mud-pump"),
    ];

    private static readonly FrozenDictionary<string, Channel> ByName =
        AllArray.SelectMany(c => new[] { KeyValuePair.Create(c.Name, c), KeyValuePair.Create(c.Mnemonic, c) })
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Their names: the columns of <c>reading</c> after asset and time.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. AllArray.Select(c => c.Name)];

    /// <summary>Number of standard channels.</summary>
    public static int Count => AllArray.Length;

    /// <summary>Finds a standard channel by its name or mnemonic, ignoring case; false when there is none. Allocation-free.</summary>
    public static bool TryFind(ReadOnlySpan<char> nameOrMnemonic,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Channel? channel) =>
        ByName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(nameOrMnemonic, out channel);
}
