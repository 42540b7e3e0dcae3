using static Maintenance.Core.Conditions.DescriptorTraits;

namespace Maintenance.Core.Conditions;

/// <summary>
/// The descriptors of a block, in the order of the vector, of the columns of <c>descriptor</c> and of model inputs.
/// Formulae live in <c>Scoring/DataManipulation</c>. Append, never renumber.
/// </summary>
public static class Descriptors
{
    private static readonly (string Name, string Unit, string Meaning, DescriptorTraits Traits)[] Definitions =
    [
        ("axial_rms", "m/s2", "axial vibration", None),
        ("axial_peak", "m/s2", "axial vibration peak", None),
        ("axial_crest", "1", "axial crest factor", None),
        ("axial_kurtosis", "1", "axial impulsiveness (kurtosis)", None),
        ("lateral_rms", "m/s2", "lateral vibration", None),
        ("lateral_peak", "m/s2", "lateral vibration peak", None),
        ("lateral_crest", "1", "lateral crest factor", None),
        ("lateral_kurtosis", "1", "lateral impulsiveness (kurtosis)", None),
        ("torsional_rms", "m/s2", "torsional vibration", None),
        ("torsional_peak", "m/s2", "torsional vibration peak", None),
        ("torsional_crest", "1", "torsional crest factor", None),
        ("torsional_kurtosis", "1", "torsional impulsiveness (kurtosis)", None),
        ("velocity_rms_mm_per_s", "mm/s", "vibration velocity 10-1000 Hz (ISO 20816-3)", None),
        ("waveform_kurtosis", "1", "bearing impulsiveness (kurtosis)", None),
        ("waveform_crest", "1", "bearing crest factor", None),
        ("band_shaft_1x", "m/s2", "vibration at rotation frequency (imbalance)", None),
        ("band_shaft_2x", "m/s2", "vibration at twice rotation frequency (misalignment)", None),
        ("band_low", "m/s2", "vibration 10-200 Hz", None),
        ("band_mid", "m/s2", "vibration 200-1000 Hz", None),
        ("band_high", "m/s2", "vibration above 1000 Hz (bearing band)", None),
        ("bearing_temperature_mean", "degC", "bearing temperature", Slow),
        ("bearing_temperature_slope", "degC/min", "rise of bearing temperature", Slow),
        ("motor_temperature_mean", "degC", "motor temperature", Slow),
        ("motor_temperature_slope", "degC/min", "rise of motor temperature", Slow),
        ("gearbox_temperature_mean", "degC", "gearbox temperature", Slow),
        ("gearbox_temperature_slope", "degC/min", "rise of gearbox temperature", Slow),
        ("mud_temperature_mean", "degC", "mud temperature", Slow | Operating | RigDependent),
        ("rotary_speed_mean", "rev/min", "rotary speed", Operating),
        ("rotary_speed_std", "rev/min", "unsteadiness of rotary speed", None),
        ("stick_slip_index", "1", "stick-slip index", None),
        ("torque_mean", "N.m", "torque", Operating | RigDependent),
        ("torque_std", "N.m", "unsteadiness of torque", None),
        ("weight_on_bit_mean", "N", "weight on bit", Operating | RigDependent),
        ("rate_of_penetration_mean", "m/s", "rate of penetration", Operating | RigDependent),
        ("standpipe_pressure_mean", "Pa", "standpipe pressure", Slow | Operating | RigDependent),
        ("mud_flow_in_mean", "m3/s", "mud flow", Slow | Operating | RigDependent),
        ("mechanical_specific_energy", "Pa", "mechanical specific energy", Operating | RigDependent),
        ("motor_current_mean", "A", "motor current", Operating),
        ("oil_pressure_mean", "Pa", "lubrication oil pressure", Slow),
        ("hook_load_mean", "N", "hook load", Slow | Operating | RigDependent),

        // Since descriptor set 2.
        ("waveform_rms", "m/s2", "vibration of the waveform", None),
        ("waveform_peak", "m/s2", "peak of the waveform", None),
        ("waveform_skewness", "1", "skewness of the waveform", None),
        ("waveform_offset", "1", "offset of the waveform, in its own RMS", SensorHealth),
        ("waveform_clipped", "1", "share of the waveform at its limits", SensorHealth),
        ("waveform_number", "1", "which waveform of the block is described, from 0", SensorHealth),
        ("octave_16", "m/s2", "vibration in the octave round 16 Hz", None),
        ("octave_31", "m/s2", "vibration in the octave round 31.5 Hz", None),
        ("octave_63", "m/s2", "vibration in the octave round 63 Hz", None),
        ("octave_125", "m/s2", "vibration in the octave round 125 Hz", None),
        ("octave_250", "m/s2", "vibration in the octave round 250 Hz", None),
        ("octave_500", "m/s2", "vibration in the octave round 500 Hz", None),
        ("octave_1000", "m/s2", "vibration in the octave round 1 kHz", None),
        ("octave_2000", "m/s2", "vibration in the octave round 2 kHz", None),
        ("octave_4000", "m/s2", "vibration in the octave round 4 kHz", None),
        ("octave_8000", "m/s2", "vibration in the octave round 8 kHz", None),
        ("envelope_centre_hz", "Hz", "centre of the band of the envelope", Operating | RigDependent),
        ("envelope_width_hz", "Hz", "width of the band of the envelope", Operating | RigDependent),
        ("envelope_kurtosis", "1", "impulsiveness in the most impulsive band (spectral kurtosis)", None),
        ("envelope_rms", "m/s2", "vibration in the most impulsive band", None),
        ("envelope_line_hz", "Hz", "strongest line of the envelope spectrum", Operating | RigDependent),
        ("envelope_line_prominence", "1", "strongest line of the envelope spectrum over its surroundings", None),
        ("bpfo_amplitude", "m/s2", "impacts at the outer-race frequency (BPFO)", None),
        ("bpfi_amplitude", "m/s2", "impacts at the inner-race frequency (BPFI)", None),
        ("bsf_amplitude", "m/s2", "impacts at the ball-spin frequency (BSF)", None),
        ("ftf_amplitude", "m/s2", "modulation at the cage frequency (FTF)", None),
        ("bpfo_prominence", "1", "outer-race lines (BPFO) over their surroundings", None),
        ("bpfi_prominence", "1", "inner-race lines (BPFI) over their surroundings", None),
        ("bsf_prominence", "1", "ball-spin lines (BSF) over their surroundings", None),
        ("ftf_prominence", "1", "cage lines (FTF) over their surroundings", None),
        ("bpfi_sidebands", "1", "shaft side bands of the inner-race lines, relative to them", None),
        ("bsf_sidebands", "1", "cage side bands of the ball-spin lines, relative to them", None),
        ("shaft_order_1", "m/s2", "vibration at rotation frequency of the monitored shaft (imbalance)", None),
        ("shaft_order_2", "m/s2", "vibration at twice rotation frequency of the monitored shaft (misalignment)", None),
        ("shaft_order_3", "m/s2", "vibration at three times rotation frequency of the monitored shaft", None),
        ("gear_mesh_amplitude", "m/s2", "vibration at the gear-mesh frequency", None),
        ("gear_mesh_sidebands", "1", "shaft side bands of the gear mesh, relative to it", None),
        ("speed_error", "1", "speed seen in the waveform over the measured one, less 1", SensorHealth),
        ("axial_clipped", "1", "share of axial vibration at its limits", SensorHealth),
        ("lateral_clipped", "1", "share of lateral vibration at its limits", SensorHealth),
        ("torsional_clipped", "1", "share of torsional vibration at its limits", SensorHealth),
        ("axial_3x", "m/s2", "axial vibration at three times rotation frequency (bit bounce)", None),
        ("standpipe_pressure_std", "Pa", "unsteadiness of standpipe pressure", Operating | RigDependent),
        ("hook_load_std", "N", "unsteadiness of hook load", Operating | RigDependent),
        ("d_exponent", "1", "d-exponent", Operating | RigDependent),
        ("hydraulic_power", "W", "hydraulic power", Operating | RigDependent),
        ("readings_per_second", "1/s", "readings per second", SensorHealth),
    ];

    /// <summary>
    /// Version of the descriptor set: 5 since nothing is judged by the last minute before a gap. Stored with each row; rows without one
    /// were made with set 1. Raise it with every change of a formula, a descriptor or the way an assessment is made.
    /// </summary>
    public const int SetVersion = 5;

    /// <summary>All descriptors; <c>All[i].Index == i</c>.</summary>
    public static IReadOnlyList<Descriptor> All { get; } =
        [.. Definitions.Select((d, i) => new Descriptor(i, d.Name, d.Unit, d.Meaning, d.Traits))];

    /// <summary>Their names: columns of <c>descriptor</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Definitions.Select(d => d.Name)];

    /// <summary>Number of descriptors.</summary>
    public static int Count => Definitions.Length;

    /// <summary>Index of a descriptor by name.</summary>
    /// <exception cref="KeyNotFoundException">No such descriptor.</exception>
    public static int IndexOf(string name)
    {
        var index = Array.FindIndex(Definitions, d => string.Equals(d.Name, name, StringComparison.Ordinal));
        return index >= 0 ? index : throw new KeyNotFoundException($"There is no descriptor '{name}'.");
    }
}
