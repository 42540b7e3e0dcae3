using Maintenance.Scoring.HealthAssessment;

namespace Maintenance.Training.Rows;

/// <summary>The window features that models of a drill's condition are trained on.</summary>
internal static class ModelInputs
{
    // Loads and the like differ more between rigs than faults change them, so models do not get them.
    private static readonly string[] Hidden =
    [
        "weight_on_bit_mean", "hook_load_mean", "standpipe_pressure_mean", "mud_flow_in_mean", "rate_of_penetration_mean",
        "mechanical_specific_energy", "mud_temperature_mean", "torque_mean",
    ];

    /// <summary>Their positions among the window features.</summary>
    public static IReadOnlyList<int> Positions { get; } =
    [
        .. Enumerable.Range(0, WindowFeatures.Names.Count)
            .Where(i => !Hidden.Contains(WindowFeatures.DescriptorOf(i).Name, StringComparer.Ordinal)),
    ];

    /// <summary>Their names, in that order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Positions.Select(i => WindowFeatures.Names[i])];

    /// <summary>Their values.</summary>
    /// <param name="features">All window features.</param>
    public static float[] Select(ReadOnlySpan<float> features)
    {
        var selected = new float[Positions.Count];
        for (var i = 0; i < selected.Length; i++) selected[i] = features[Positions[i]];
        return selected;
    }
}
