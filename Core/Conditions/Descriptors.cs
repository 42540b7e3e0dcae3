namespace Maintenance.Core.Conditions;

/// <summary>
/// The descriptors of a block, in the order of the vector, of the columns of <c>descriptor</c> and of model inputs.
/// Formulae live in <c>Scoring/DataManipulation</c>. Append, never renumber.
/// </summary>
public static class Descriptors
{
    private static readonly (string Name, string Unit, string Meaning)[] Definitions =
    [
        ("axial_rms", "m/s2", "axial vibration"),
        ("axial_peak", "m/s2", "axial vibration peak"),
        ("axial_crest", "1", "axial crest factor"),
        ("axial_kurtosis", "1", "axial impulsiveness (kurtosis)"),
        ("lateral_rms", "m/s2", "lateral vibration"),
        ("lateral_peak", "m/s2", "lateral vibration peak"),
        ("lateral_crest", "1", "lateral crest factor"),
        ("lateral_kurtosis", "1", "lateral impulsiveness (kurtosis)"),
        ("torsional_rms", "m/s2", "torsional vibration"),
        ("torsional_peak", "m/s2", "torsional vibration peak"),
        ("torsional_crest", "1", "torsional crest factor"),
        ("torsional_kurtosis", "1", "torsional impulsiveness (kurtosis)"),
        ("velocity_rms_mm_per_s", "mm/s", "vibration velocity 10-1000 Hz (ISO 20816-3)"),
        ("waveform_kurtosis", "1", "bearing impulsiveness (kurtosis)"),
        ("waveform_crest", "1", "bearing crest factor"),
        ("band_shaft_1x", "m/s2", "vibration at rotation frequency (imbalance)"),
        ("band_shaft_2x", "m/s2", "vibration at twice rotation frequency (misalignment)"),
        ("band_low", "m/s2", "vibration 10-200 Hz"),
        ("band_mid", "m/s2", "vibration 200-1000 Hz"),
        ("band_high", "m/s2", "vibration above 1000 Hz (bearing band)"),
        ("bearing_temperature_mean", "degC", "bearing temperature"),
        ("bearing_temperature_slope", "degC/min", "rise of bearing temperature"),
        ("motor_temperature_mean", "degC", "motor temperature"),
        ("motor_temperature_slope", "degC/min", "rise of motor temperature"),
        ("gearbox_temperature_mean", "degC", "gearbox temperature"),
        ("gearbox_temperature_slope", "degC/min", "rise of gearbox temperature"),
        ("mud_temperature_mean", "degC", "mud temperature"),
        ("rotary_speed_mean", "rev/min", "rotary speed"),
        ("rotary_speed_std", "rev/min", "unsteadiness of rotary speed"),
        ("stick_slip_index", "1", "stick-slip index"),
        ("torque_mean", "N.m", "torque"),
        ("torque_std", "N.m", "unsteadiness of torque"),
        ("weight_on_bit_mean", "N", "weight on bit"),
        ("rate_of_penetration_mean", "m/s", "rate of penetration"),
        ("standpipe_pressure_mean", "Pa", "standpipe pressure"),
        ("mud_flow_in_mean", "m3/s", "mud flow"),
        ("mechanical_specific_energy", "Pa", "mechanical specific energy"),
        ("motor_current_mean", "A", "motor current"),
        ("oil_pressure_mean", "Pa", "lubrication oil pressure"),
        ("hook_load_mean", "N", "hook load"),
    ];

    /// <summary>All descriptors; <c>All[i].Index == i</c>.</summary>
    public static IReadOnlyList<Descriptor> All { get; } = [.. Definitions.Select((d, i) => new Descriptor(i, d.Name, d.Unit, d.Meaning))];

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
