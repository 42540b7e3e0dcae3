using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// Sums over columns in eight lanes, reduced in a fixed order: the same values give the same bits on every machine and at every alignment.
/// </summary>
internal static class LaneSums
{
    /// <summary>Values that are summed in single precision, before the sum goes on in double precision.</summary>
    public const int Chunk = 512;

    /// <summary>Σ a[i].</summary>
    public static double Sum(ReadOnlySpan<float> a)
    {
        var total = 0.0;
        for (var from = 0; from < a.Length; from += Chunk)
        {
            var chunk = a.Slice(from, Math.Min(Chunk, a.Length - from));
            var lanes = MemoryMarshal.Cast<float, Vector256<float>>(chunk);
            var sum = Vector256<float>.Zero;
            foreach (var lane in lanes) sum += lane;
            total += Total(sum);
            foreach (var value in chunk[(lanes.Length * Vector256<float>.Count)..]) total += value;
        }
        return total;
    }

    /// <summary>Σ a[i]·b[i].</summary>
    /// <param name="a">Factors.</param>
    /// <param name="b">At least as many.</param>
    public static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var total = 0.0;
        for (var from = 0; from < a.Length; from += Chunk)
        {
            var chunk = a.Slice(from, Math.Min(Chunk, a.Length - from));
            var other = b.Slice(from, chunk.Length);
            var lanes = MemoryMarshal.Cast<float, Vector256<float>>(chunk);
            var others = MemoryMarshal.Cast<float, Vector256<float>>(other);
            var sum = Vector256<float>.Zero;
            for (var i = 0; i < lanes.Length; i++) sum = Vector256.FusedMultiplyAdd(lanes[i], others[i], sum);
            total += Total(sum);
            for (var i = lanes.Length * Vector256<float>.Count; i < chunk.Length; i++) total += (double)chunk[i] * other[i];
        }
        return total;
    }

    /// <summary>The sum of eight lanes, in halves.</summary>
    public static float Total(Vector256<float> lanes)
    {
        var four = lanes.GetLower() + lanes.GetUpper();
        return four[0] + four[2] + (four[1] + four[3]);
    }
}
