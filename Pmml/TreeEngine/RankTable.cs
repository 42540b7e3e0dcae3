using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Maintenance.Pmml.TreeEngine;

/// <summary>
/// Ranks values among the thresholds of their feature: the rank is the number of thresholds at or below the value, so that x &lt; the i-th
/// threshold ⟺ rank ≤ i, exactly. Found by counting instead of searching: sixteen chunks of sixteen thresholds, two branch-free steps.
/// </summary>
internal sealed class RankTable
{
    /// <summary>Maximum number of thresholds per feature: ranks are bytes.</summary>
    public const int MaxThresholds = byte.MaxValue;

    /// <summary>Rows ranked at a time.</summary>
    public const int Rows = 64;

    private const int Chunk = 16;
    private const int Bias = 128;

    private readonly int[] _features;
    // per feature: the last thresholds of its sixteen chunks, then the chunks; padded with NaN, which nothing reaches
    private readonly float[] _thresholds;
    private readonly int[] _starts;
    private readonly int _width;

    /// <param name="thresholds">Used features and their distinct thresholds, ascending.</param>
    public RankTable(IReadOnlyList<(int Feature, float[] Thresholds)> thresholds)
    {
        _features = [.. thresholds.Select(t => t.Feature)];
        _width = _features.Length == 0 ? 0 : _features.Max() + 1;
        _starts = new int[thresholds.Count];
        var table = new List<float>();
        for (var i = 0; i < thresholds.Count; i++)
        {
            _starts[i] = table.Count;
            var sorted = thresholds[i].Thresholds;
            for (var chunk = 0; chunk < Chunk; chunk++) table.Add(At(sorted, (chunk * Chunk) + Chunk - 1));
            // A rank that fills a chunk looks into the next one, which always exists.
            for (var j = 0; j < (sorted.Length / Chunk + 1) * Chunk; j++) table.Add(At(sorted, j));
        }
        _thresholds = [.. table];
    }

    public int FeatureCount => _features.Length;

    /// <summary>
    /// Ranks 64 rows into two columns per feature, minus 128: missing values rank below all thresholds in the first column, above all in
    /// the second.
    /// </summary>
    /// <param name="rows">Row-major.</param>
    /// <param name="stride">Number of values per row.</param>
    /// <param name="count">Number of rows, at most 64; the columns of the others are unchanged.</param>
    /// <param name="columns">2 × 64 bytes per feature.</param>
    public unsafe void Rank(ReadOnlySpan<float> rows, int stride, int count, sbyte* columns)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, _width);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows.Length, count * stride);
        ref var values = ref MemoryMarshal.GetReference(rows);
        fixed (float* thresholds = _thresholds)
        {
            for (var i = 0; i < _features.Length; i++, columns += 2 * Rows)
            {
                var table = thresholds + _starts[i];
                ref var value = ref Unsafe.Add(ref values, _features[i]);
                var (low, high) = (Vector256.Load(table), Vector256.Load(table + 8));
                for (var row = 0; row < count; row++)
                {
                    var x = Unsafe.Add(ref value, row * stride);
                    var chunk = CountReached(x, low, high);
                    var within = table + Chunk + (chunk * Chunk);
                    var rank = (chunk * Chunk) + CountReached(x, Vector256.Load(within), Vector256.Load(within + 8));
                    columns[row] = (sbyte)(rank - Bias);
                    columns[Rows + row] = (sbyte)((float.IsNaN(x) ? MaxThresholds : rank) - Bias);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountReached(float x, Vector256<float> low, Vector256<float> high)
    {
        var value = Vector256.Create(x);
        var reached = Vector256.GreaterThanOrEqual(value, low).ExtractMostSignificantBits()
            | (Vector256.GreaterThanOrEqual(value, high).ExtractMostSignificantBits() << 8);
        return BitOperations.PopCount(reached);
    }

    private static float At(float[] sorted, int index) => index < sorted.Length ? sorted[index] : float.NaN;
}
