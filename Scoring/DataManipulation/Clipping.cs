using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// Share of a signal that lies at its limits because the sensor or its amplifier saturates. A limit is a plateau: its value occurs at least
/// four times and more than three times as often as the value next to it, and lies well away from the middle of the signal. The top of a
/// sine is none, however coarse its steps: it occurs 2.4 times as often as the next step at most. A signal of only two values is none
/// either: a quiet sensor that flickers by one step looks the same.
/// </summary>
internal static class Clipping
{
    private const int MinCount = 4;
    private const float MinRatio = 3;

    // A record at rest with a few peaks has most of its values at its least one, but that lies near its mean.
    private const float MinDeviations = 0.5f;

    // Values this near, relative to the range, are the same: what an amplifier's limit and a unit's conversion leave.
    private const float Tolerance = 1e-5f;

    /// <summary>Share of the values at their limits, 0–1; NaN for a constant or with values that are not finite.</summary>
    public static float ShareOf(ReadOnlySpan<float> values, in Moments moments)
    {
        if (moments.Count != values.Length || !(moments.Max > moments.Min)) return float.NaN;
        var near = (moments.Max - moments.Min) * Tolerance;
        var away = MinDeviations * moments.StandardDeviation;
        var count = 0;
        if (moments.Max - moments.Mean >= away) count += AtLimit(values, moments.Max, moments.Min, sign: 1, near);
        if (moments.Mean - moments.Min >= away) count += AtLimit(values, -moments.Min, -moments.Max, sign: -1, near);
        return (float)count / values.Length;
    }

    // Values at the greatest one of sign · values, when they are a plateau, else 0.
    private static int AtLimit(ReadOnlySpan<float> values, float limit, float opposite, float sign, float near)
    {
        var (count, next) = CountAbove(values, limit - near, sign);
        if (count < MinCount || next <= opposite + near) return 0;
        var (upToNext, _) = CountAbove(values, next - near, sign);
        return count > MinRatio * (upToNext - count) ? count : 0;
    }

    // How many of sign · values are at least so great, and the greatest of the others.
    private static (int Count, float Next) CountAbove(ReadOnlySpan<float> values, float from, float sign)
    {
        var lanes = MemoryMarshal.Cast<float, Vector256<float>>(values);
        var (signs, limit) = (Vector256.Create(sign), Vector256.Create(from));
        var (below, counts) = (Vector256.Create(float.NegativeInfinity), Vector256<int>.Zero);
        foreach (var lane in lanes)
        {
            var value = lane * signs;
            var above = Vector256.GreaterThanOrEqual(value, limit);
            counts -= above.AsInt32();
            below = Vector256.ConditionalSelect(above, below, Vector256.Max(below, value));
        }
        var (count, next) = (Vector256.Sum(counts), float.NegativeInfinity);
        for (var i = 0; i < Vector256<float>.Count; i++) next = MathF.Max(next, below[i]);
        foreach (var value in values[(lanes.Length * Vector256<float>.Count)..])
            if (sign * value >= from) count++;
            else next = MathF.Max(next, sign * value);
        return (count, next);
    }
}
