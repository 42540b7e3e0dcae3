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
    ];

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
