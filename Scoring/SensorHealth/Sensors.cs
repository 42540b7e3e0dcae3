using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;

namespace Maintenance.Scoring.SensorHealth;

/// <summary>
/// The sensors that are judged: a standard channel by its number, then the waveform, then the record as a whole; and which descriptors each
/// of them makes.
/// </summary>
internal static class Sensors
{
    /// <summary>The waveform that the block's descriptors are of.</summary>
    public const int Waveform = 24;

    /// <summary>Some channel of the block, which the quality flags do not name.</summary>
    public const int Any = 25;

    /// <summary>Number of sensors.</summary>
    public const int Count = 26;

    // Descriptors by the beginnings of their names. Spectra come from the waveform, or from the lateral column where there is none.
    private static readonly string[] Spectra =
    [
        "velocity_", "band_", "octave_", "envelope_", "bpf", "bsf_", "ftf_", "shaft_order_", "gear_mesh_", "speed_error",
    ];

    private static readonly string[] ByShaftSpeed = ["band_shaft_", "bpf", "bsf_", "ftf_", "shaft_order_", "gear_mesh_", "speed_error"];

    private static readonly UInt128[] Masks = MakeMasks();

    /// <summary>Descriptors of the spectrum of the lateral column, where no waveform is.</summary>
    public static UInt128 ColumnSpectra { get; } = MaskOf(Spectra);

    /// <summary>Lines at rotation frequency, which come from the lateral column when the waveform is too short.</summary>
    public static UInt128 ColumnLines { get; } = MaskOf("band_shaft_");

    /// <summary>Descriptors for which the shaft's lines are looked up at the measured speed.</summary>
    public static UInt128 ShaftLines { get; } = MaskOf(ByShaftSpeed);

    /// <summary>Descriptors that a sensor makes, a bit each.</summary>
    public static UInt128 MaskOf(int sensor) => Masks[sensor];

    /// <summary>Name as stored: the channel's, <c>waveform</c>, or <c>any</c>.</summary>
    public static string NameOf(int sensor) => sensor switch
    {
        Waveform => "waveform",
        Any => "any",
        _ => StandardChannels.All[sensor].Name,
    };

    private static UInt128[] MakeMasks()
    {
        if (Descriptors.Count > 128) throw new InvalidOperationException("A mask of descriptors has 128 bits.");
        var masks = new UInt128[Count];
        masks[StandardChannels.VibrationAxial] = MaskOf("axial_");
        masks[StandardChannels.VibrationLateral] = MaskOf("lateral_");
        masks[StandardChannels.VibrationTorsional] = MaskOf("torsional_");
        masks[StandardChannels.BearingTemperature] = MaskOf("bearing_temperature_");
        masks[StandardChannels.MotorTemperature] = MaskOf("motor_temperature_");
        masks[StandardChannels.GearboxTemperature] = MaskOf("gearbox_temperature_");
        masks[StandardChannels.MudTemperature] = MaskOf("mud_temperature_");
        masks[StandardChannels.RotarySpeed] =
            MaskOf([.. ByShaftSpeed, "rotary_speed_", "stick_slip_index", "mechanical_specific_energy", "d_exponent", "axial_3x"]);
        masks[StandardChannels.Torque] = MaskOf("torque_", "mechanical_specific_energy");
        masks[StandardChannels.WeightOnBit] = MaskOf("weight_on_bit_", "mechanical_specific_energy", "d_exponent");
        masks[StandardChannels.HookLoad] = MaskOf("hook_load_");
        masks[StandardChannels.RateOfPenetration] = MaskOf("rate_of_penetration_", "mechanical_specific_energy", "d_exponent");
        masks[StandardChannels.StandpipePressure] = MaskOf("standpipe_pressure_", "hydraulic_power");
        masks[StandardChannels.MudFlowIn] = MaskOf("mud_flow_in_", "hydraulic_power");
        masks[StandardChannels.MotorCurrent] = MaskOf("motor_current_");
        masks[StandardChannels.BitSpeed] = MaskOf("stick_slip_index");
        masks[StandardChannels.OilPressure] = MaskOf("oil_pressure_");
        masks[Waveform] = MaskOf([.. Spectra, "waveform_"]);
        return masks;
    }

    private static UInt128 MaskOf(params string[] beginnings)
    {
        var mask = UInt128.Zero;
        foreach (var descriptor in Descriptors.All)
            if (Array.Exists(beginnings, b => descriptor.Name.StartsWith(b, StringComparison.Ordinal)))
                mask |= UInt128.One << descriptor.Index;
        return mask;
    }
}
