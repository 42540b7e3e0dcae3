using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// Sums over columns in eight lanes, reduced in a fixed order: the same values give the same bits on every machine and at every alignment.
/// </summary>
internal static class LaneSums
{
    /// <summary>Σ a[i].</summary>
    public static float Sum(ReadOnlySpan<float> a)
    {
        var lanes = MemoryMarshal.Cast<float, Vector256<float>>(a);
        var sum = Vector256<float>.Zero;
        foreach (var lane in lanes) sum += lane;
        var total = Total(sum);
        foreach (var value in a[(lanes.Length * Vector256<float>.Count)..]) total += value;
        return total;
    }

    /// <summary>Σ a[i]·b[i], fused.</summary>
    /// <param name="a">Factors.</param>
    /// <param name="b">At least as many.</param>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        b = b[..a.Length];
        var lanes = MemoryMarshal.Cast<float, Vector256<float>>(a);
        var others = MemoryMarshal.Cast<float, Vector256<float>>(b);
        var sum = Vector256<float>.Zero;
        for (var i = 0; i < lanes.Length; i++) sum = Vector256.FusedMultiplyAdd(lanes[i], others[i], sum);
        var total = Total(sum);
        for (var i = lanes.Length * Vector256<float>.Count; i < a.Length; i++) total = MathF.FusedMultiplyAdd(a[i], b[i], total);
        return total;
    }

    /// <summary>The sum of eight lanes, in halves.</summary>
    public static float Total(Vector256<float> lanes)
    {
        var four = lanes.GetLower() + lanes.GetUpper();
        return four[0] + four[2] + (four[1] + four[3]);
    }
}
