using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// A cheap measure of impacts in a waveform, by which the one to describe is chosen: the kurtosis of its first difference, in which the
/// resonances that impacts excite outweigh the shaft. 3 for Gaussian noise.
/// </summary>
internal static class Impulsiveness
{
    /// <summary>n·Σd⁴/(Σd²)² over d[i] = x[i + 1] − x[i]; 0 where it is not defined.</summary>
    public static float Of(ReadOnlySpan<float> samples)
    {
        if (samples.Length < 2) return 0;
        var before = samples[..^1];
        var after = samples[1..];
        var lanes = MemoryMarshal.Cast<float, Vector256<float>>(before);
        var next = MemoryMarshal.Cast<float, Vector256<float>>(after);
        var (second, fourth) = (Vector256<float>.Zero, Vector256<float>.Zero);
        for (var i = 0; i < lanes.Length; i++)
        {
            var square = (next[i] - lanes[i]) * (next[i] - lanes[i]);
            second += square;
            fourth = Vector256.FusedMultiplyAdd(square, square, fourth);
        }
        double sum2 = LaneSums.Total(second), sum4 = LaneSums.Total(fourth);
        for (var i = lanes.Length * Vector256<float>.Count; i < before.Length; i++)
        {
            var square = ((double)after[i] - before[i]) * (after[i] - before[i]);
            (sum2, sum4) = (sum2 + square, sum4 + square * square);
        }
        var kurtosis = before.Length * sum4 / (sum2 * sum2);
        return double.IsFinite(kurtosis) ? (float)kurtosis : 0;
    }
}
