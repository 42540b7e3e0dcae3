using Maintenance.Core.Conditions;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// What a model may ask for: of each descriptor, over the blocks of the window, the mean (under the descriptor's own name) and the largest
/// value (<c>name_max</c>). NaN values are left out; NaN when nothing is left. While the string does not turn, only temperatures, pressures and
/// loads count: vibration and torque of a standing machine tell nothing about it.
/// Sums are taken afresh in event-time order, in single precision: the same blocks give the same bits.
/// </summary>
public static class WindowFeatures
{
    /// <summary>Length of the window that ends with the assessed block.</summary>
    public const long WindowMicros = 60_000_000;

    private static readonly bool[] NeedsRotation = [.. Descriptors.All.Select(d => !IsSlow(d.Name))];

    /// <summary>Names of the features, in the order of a feature vector.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Descriptors.All.Select(d => d.Name), .. Descriptors.All.Select(d => d.Name + "_max")];

    /// <summary>The descriptor behind a feature.</summary>
    public static Descriptor DescriptorOf(int feature) => Descriptors.All[feature % Descriptors.Count];

    /// <summary>Computes the features of a window.</summary>
    /// <param name="window">Blocks in event-time order.</param>
    /// <param name="features">Overwritten; length <c>Names.Count</c>.</param>
    /// <returns>False when no block of the window has evidence of the machine's condition (it stood still all the time).</returns>
    internal static bool Compute(ReadOnlySpan<BlockEntry> window, Span<float> features)
    {
        var n = Descriptors.Count;
        Span<int> counts = stackalloc int[n];
        counts.Clear();
        features[..n].Clear();
        features[n..].Fill(float.NaN);
        var evidence = false;
        foreach (var block in window)
        {
            var turning = block.State == DrillingState.Unknown || DrillingStates.IsRotating(block.State);
            evidence |= turning;
            for (var i = 0; i < n; i++)
            {
                var value = block.Descriptors[i];
                if (float.IsNaN(value) || (NeedsRotation[i] && !turning)) continue;
                features[i] += value;
                counts[i]++;
                if (!(features[n + i] >= value)) features[n + i] = value;
            }
        }
        for (var i = 0; i < n; i++) features[i] = counts[i] == 0 ? float.NaN : features[i] / counts[i];
        return evidence;
    }

    private static bool IsSlow(string name) =>
        name.Contains("temperature", StringComparison.Ordinal) || name is "standpipe_pressure_mean" or "mud_flow_in_mean" or "oil_pressure_mean" or "hook_load_mean";
}
