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

    /// <summary>
    /// Third central moment over the cube of the standard deviation: 0 for a symmetric distribution; NaN for a constant.
    /// </summary>
    public required float Skewness { get; init; }

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
        Skewness = float.NaN,
        Kurtosis = float.NaN,
        Peak = float.NaN,
    };

    /// <summary>Computes the moments.</summary>
    /// <param name="values">Readings; not modified.</param>
    /// <param name="scratch">At least as long as <paramref name="values"/>; overwritten when some values are not finite.</param>
    public static Moments Of(ReadOnlySpan<float> values, Span<float> scratch)
    {
        var sum = LaneSums.Sum(values);
        if (!double.IsFinite(sum))
        {
            var finite = 0;
            foreach (var value in values)
                if (float.IsFinite(value)) scratch[finite++] = value;
            values = scratch[..finite];
            sum = LaneSums.Sum(values);
        }
        if (values.Length == 0) return None;
        var mean = sum / values.Length;
        var (min, max) = Range(values);
        // A stuck sensor has no higher moments: the rounding error of the mean would look like a kurtosis of 1.
        if (min == max) return None with { Count = values.Length, Mean = min, Min = min, Max = max, Variance = 0, Peak = 0 };
        var central = Central(values, ref mean);
        return new Moments
        {
            Count = values.Length,
            Mean = (float)mean,
            Min = min,
            Max = max,
            Variance = (float)central.Second,
            Skewness = central.Second > 0 ? (float)(central.Third / (central.Second * Math.Sqrt(central.Second))) : float.NaN,
            Kurtosis = central.Second > 0 ? (float)(central.Fourth / (central.Second * central.Second)) : float.NaN,
            Peak = (float)Math.Max(max - mean, mean - min),
        };
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

    // Moments about the mean from those about its single-precision value, which are corrected by what remains;
    // the mean becomes more exact by the same.
    private static (double Second, double Third, double Fourth) Central(ReadOnlySpan<float> values, ref double mean)
    {
        var centre = (float)mean;
        double sum1 = 0, sum2 = 0, sum3 = 0, sum4 = 0;
        for (var from = 0; from < values.Length; from += LaneSums.Chunk)
        {
            var chunk = values.Slice(from, Math.Min(LaneSums.Chunk, values.Length - from));
            var lanes = MemoryMarshal.Cast<float, Vector256<float>>(chunk);
            var centres = Vector256.Create(centre);
            var (first, second) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var (third, fourth) = (Vector256<float>.Zero, Vector256<float>.Zero);
            foreach (var lane in lanes)
            {
                var deviation = lane - centres;
                var square = deviation * deviation;
                first += deviation;
                second += square;
                third = Vector256.FusedMultiplyAdd(square, deviation, third);
                fourth = Vector256.FusedMultiplyAdd(square, square, fourth);
            }
            (sum1, sum2) = (sum1 + LaneSums.Total(first), sum2 + LaneSums.Total(second));
            (sum3, sum4) = (sum3 + LaneSums.Total(third), sum4 + LaneSums.Total(fourth));
            foreach (var value in chunk[(lanes.Length * Vector256<float>.Count)..])
            {
                double deviation = value - centre;
                var square = deviation * deviation;
                (sum1, sum2, sum3, sum4) = (sum1 + deviation, sum2 + square, sum3 + square * deviation, sum4 + square * square);
            }
        }
        var (n, e) = (values.Length, sum1 / values.Length);
        mean = centre + e;
        var (m2, m3, m4) = (sum2 / n, sum3 / n, sum4 / n);
        return (Math.Max(m2 - e * e, 0), m3 - 3 * e * m2 + 2 * e * e * e, m4 - 4 * e * m3 + 6 * e * e * m2 - 3 * e * e * e * e);
    }
}
