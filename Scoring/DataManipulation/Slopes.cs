using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>Slope of a slow channel within a block: the straight line of least squares.</summary>
internal static class Slopes
{
    /// <summary>Slope of a column, per minute; NaN when all its values have one time.</summary>
    /// <param name="block">The block.</param>
    /// <param name="column">A column of it.</param>
    /// <param name="moments">Those of the column.</param>
    public static float PerMinute(in BlockReadings block, int column, in Moments moments)
    {
        var values = block.Column(column);
        if (block.IntervalMicros > 0 && moments.Count == values.Length)
            return (float)(PerReading(values, moments.Mean) * 60e6 / block.IntervalMicros);
        double sumT = 0, sumTt = 0, sumV = 0, sumTv = 0, n = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i])) continue;
            var (minutes, v) = ((block.TimeOf(i) - block.StartUnixMicros) / 60e6, (double)values[i] - moments.Mean);
            (sumT, sumTt, sumV, sumTv, n) = (sumT + minutes, sumTt + minutes * minutes, sumV + v, sumTv + minutes * v, n + 1);
        }
        var spread = sumTt - sumT * sumT / n;
        return spread > 0 ? (float)((sumTv - sumT * sumV / n) / spread) : float.NaN;
    }

    // Σ (i − centre)·(v − mean) over Σ (i − centre)² = n·(n² − 1)/12.
    private static double PerReading(ReadOnlySpan<float> values, float mean)
    {
        var (n, centre) = (values.Length, (values.Length - 1) / 2.0);
        var lanes = MemoryMarshal.Cast<float, Vector256<float>>(values);
        var means = Vector256.Create(mean);
        var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var lowAt = Vector256.Create(0.0, 1, 2, 3) - Vector256.Create(centre);
        var highAt = lowAt + Vector256.Create(4.0);
        foreach (var lane in lanes)
        {
            var deviation = lane - means;
            low += lowAt * Vector256.WidenLower(deviation);
            high += highAt * Vector256.WidenUpper(deviation);
            (lowAt, highAt) = (lowAt + Vector256.Create(8.0), highAt + Vector256.Create(8.0));
        }
        var four = low + high;
        var sum = four[0] + four[2] + (four[1] + four[3]);
        for (var i = lanes.Length * Vector256<float>.Count; i < n; i++) sum += (i - centre) * ((double)values[i] - mean);
        return sum / (n * ((double)n * n - 1) / 12);
    }
}
