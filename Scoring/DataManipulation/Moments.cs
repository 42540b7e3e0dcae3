using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// Statistical moments of a column of readings. Sums run in eight lanes and are reduced in a fixed order, so the same values give the same
/// bits on every machine that runs this build. Values that are not finite are ignored. Allocates nothing.
/// </summary>
internal readonly struct Moments
{
    /// <summary>Number of finite values.</summary>
    public required int Count { get; init; }

    /// <summary>Mean; NaN without values.</summary>
    public required float Mean { get; init; }

    /// <summary>Smallest value.</summary>
    public required float Min { get; init; }

    /// <summary>Largest value.</summary>
    public required float Max { get; init; }

    /// <summary>Second central moment.</summary>
    public required float Variance { get; init; }

    /// <summary>Fourth central moment over the square of the second: 3 for Gaussian noise, 1.5 for a sine; NaN for a constant.</summary>
    public required float Kurtosis { get; init; }

    /// <summary>Largest distance from the mean.</summary>
    public required float Peak { get; init; }

    /// <summary>Root mean square about the mean.</summary>
    public float StandardDeviation => MathF.Sqrt(Variance);

    /// <summary>Crest factor: peak over RMS; NaN for a constant.</summary>
    public float Crest => Variance > 0 ? Peak / StandardDeviation : float.NaN;

    /// <summary>The moments of an empty column.</summary>
    public static Moments None { get; } = new()
    {
        Count = 0,
        Mean = float.NaN,
        Min = float.NaN,
        Max = float.NaN,
        Variance = float.NaN,
        Kurtosis = float.NaN,
        Peak = float.NaN,
    };

    /// <summary>Computes the moments.</summary>
    /// <param name="values">Readings; not modified.</param>
    /// <param name="scratch">At least as long as <paramref name="values"/>; overwritten when some values are not finite.</param>
    public static Moments Of(ReadOnlySpan<float> values, Span<float> scratch)
    {
        var sum = Sum(values);
        if (!float.IsFinite(sum))
        {
            var finite = 0;
            foreach (var value in values)
                if (float.IsFinite(value)) scratch[finite++] = value;
            values = scratch[..finite];
            sum = Sum(values);
        }
        if (values.Length == 0) return None;
        var mean = sum / values.Length;
        var (min, max) = Range(values);
        // A stuck sensor has no higher moments: the rounding error of the mean would look like a kurtosis of 1.
        if (min == max) return None with { Count = values.Length, Mean = min, Min = min, Max = max, Variance = 0, Peak = 0 };
        var (second, fourth) = Central(values, mean);
        var variance = second / values.Length;
        return new Moments
        {
            Count = values.Length,
            Mean = mean,
            Min = min,
            Max = max,
            Variance = variance,
            Kurtosis = variance > 0 ? fourth / values.Length / (variance * variance) : float.NaN,
            Peak = MathF.Max(max - mean, mean - min),
        };
    }

    private static float Sum(ReadOnlySpan<float> values)
    {
        var lanes = MemoryMarshal.Cast<float, Vector256<float>>(values);
        var sum = Vector256<float>.Zero;
        foreach (var lane in lanes) sum += lane;
        var total = Vector256.Sum(sum);
        for (var i = lanes.Length * Vector256<float>.Count; i < values.Length; i++) total += values[i];
        return total;
    }

    private static (float Min, float Max) Range(ReadOnlySpan<float> values)
    {
        var lanes = MemoryMarshal.Cast<float, Vector256<float>>(values);
        var (min, max) = (values[0], values[0]);
        if (lanes.Length > 0)
        {
            var (low, high) = (lanes[0], lanes[0]);
            foreach (var lane in lanes) (low, high) = (Vector256.Min(low, lane), Vector256.Max(high, lane));
            for (var i = 0; i < Vector256<float>.Count; i++) (min, max) = (MathF.Min(min, low[i]), MathF.Max(max, high[i]));
        }
        for (var i = lanes.Length * Vector256<float>.Count; i < values.Length; i++)
            (min, max) = (MathF.Min(min, values[i]), MathF.Max(max, values[i]));
        return (min, max);
    }

    private static (float Second, float Fourth) Central(ReadOnlySpan<float> values, float mean)
    {
        var lanes = MemoryMarshal.Cast<float, Vector256<float>>(values);
        var (second, fourth, centre) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256.Create(mean));
        foreach (var lane in lanes)
        {
            var square = (lane - centre) * (lane - centre);
            second += square;
            fourth += square * square;
        }
        var (total2, total4) = (Vector256.Sum(second), Vector256.Sum(fourth));
        for (var i = lanes.Length * Vector256<float>.Count; i < values.Length; i++)
        {
            var square = (values[i] - mean) * (values[i] - mean);
            total2 += square;
            total4 += square * square;
        }
        return (total2, total4);
    }
}
