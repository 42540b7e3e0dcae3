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
        var (upper, lower) = (moments.Max - moments.Mean >= away, moments.Mean - moments.Min >= away);
        var (atMax, atMin) = Count(values, moments.Max - near, moments.Min + near);
        var count = 0;
        if (upper && atMax >= MinCount && IsPlateau(values, atMax, moments.Max, moments.Min, sign: 1, near)) count += atMax;
        if (lower && atMin >= MinCount && IsPlateau(values, atMin, -moments.Min, -moments.Max, sign: -1, near)) count += atMin;
        return (float)count / values.Length;
    }

    // How many values lie at or above one value, and at or below the other.
    private static (int Above, int Below) Count(ReadOnlySpan<float> values, float high, float low)
    {
        var lanes = MemoryMarshal.Cast<float, Vector256<float>>(values);
        var (highs, lows) = (Vector256.Create(high), Vector256.Create(low));
        var (above, below) = (Vector256<int>.Zero, Vector256<int>.Zero);
        foreach (var lane in lanes)
        {
            above -= Vector256.GreaterThanOrEqual(lane, highs).AsInt32();
            below -= Vector256.LessThanOrEqual(lane, lows).AsInt32();
        }
        var (up, down) = (Vector256.Sum(above), Vector256.Sum(below));
        foreach (var value in values[(lanes.Length * Vector256<float>.Count)..])
            (up, down) = (up + (value >= high ? 1 : 0), down + (value <= low ? 1 : 0));
        return (up, down);
    }

    // Whether the greatest of sign · values, which occurs so often, occurs much more often than the next one.
    private static bool IsPlateau(ReadOnlySpan<float> values, int count, float limit, float opposite, float sign, float near)
    {
        var next = float.NegativeInfinity;
        foreach (var value in values)
            if (sign * value < limit - near) next = MathF.Max(next, sign * value);
        if (next <= opposite + near) return false;
        var others = 0;
        foreach (var value in values)
            if (sign * value >= next - near && sign * value < limit - near) others++;
        return count > MinRatio * others;
    }
}
