using Maintenance.Core.Conditions;
using Maintenance.Scoring.HealthAssessment;

namespace Maintenance.Training.Rows;

/// <summary>The window features that models of a drill's condition are trained on.</summary>
internal static class ModelInputs
{
    private const DescriptorTraits NoInputs = DescriptorTraits.RigDependent | DescriptorTraits.SensorHealth;

    /// <summary>Their positions among the window features.</summary>
    public static IReadOnlyList<int> Positions { get; } =
    [
        .. Enumerable.Range(0, WindowFeatures.Names.Count)
            .Where(i => (WindowFeatures.DescriptorOf(i).Traits & NoInputs) == DescriptorTraits.None),
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
