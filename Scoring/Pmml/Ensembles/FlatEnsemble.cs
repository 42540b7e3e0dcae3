using System.Numerics;

namespace Maintenance.Scoring.Pmml.Ensembles;

/// <summary>
/// Trees over float32 rows in shared parallel arrays, for the hot path. Every decision is brought to the one form <c>x &lt; threshold</c>
/// (exact for float32 rows, whatever the document's operator and precision), with a third target for missing values; leaf = <c>~index</c>.
/// Trees belong to groups; a group's sum runs in document order, in float32 where the document says so. Allocates nothing; any thread.
/// </summary>
internal sealed class FlatEnsemble
{
    private FlatWalk? _walk;

    public required int[] Features { get; init; }

    public required float[] Thresholds { get; init; }

    public required int[] WhenLess { get; init; }

    public required int[] WhenNotLess { get; init; }

    public required int[] WhenMissing { get; init; }

    public required double[] LeafValues { get; init; }

    /// <summary>The same in single precision, for groups that add in float32.</summary>
    public required float[] LeafSingles { get; init; }

    /// <summary>Training records of each leaf; empty when the document does not tell.</summary>
    public required double[] LeafCovers { get; init; }

    /// <summary>Where each tree starts.</summary>
    public required int[] Starts { get; init; }

    /// <summary>First tree of each group, and the number of trees at the end.</summary>
    public required int[] Groups { get; init; }

    public int GroupCount => Groups.Length - 1;

    /// <summary>Sums of one group over <paramref name="count"/> rows, added in float32 to <paramref name="start"/>.</summary>
    public void SumSingle(int group, float start, ReadOnlySpan<float> rows, int stride, int count, Span<float> sums) =>
        Sum(group, start, LeafSingles, rows, stride, count, sums);

    /// <summary>Sums of one group over <paramref name="count"/> rows, added in double.</summary>
    public void SumDouble(int group, ReadOnlySpan<float> rows, int stride, int count, Span<double> sums) =>
        Sum(group, 0, LeafValues, rows, stride, count, sums);

    /// <summary>Readies the walk; the builder calls it once, before any thread scores.</summary>
    public FlatEnsemble Prepare()
    {
        _walk = new FlatWalk(this);
        return this;
    }

    // Whatever the batch, a row's leaves are added tree by tree: its sum does not depend on its neighbours.
    private void Sum<T>(int group, T start, T[] leaves, ReadOnlySpan<float> rows, int stride, int count, Span<T> sums)
        where T : struct, IAdditionOperators<T, T, T>
    {
        Span<int> found = stackalloc int[FlatWalk.Width];
        sums[..count].Fill(start);
        var (first, end, together) = (Groups[group], Groups[group + 1], count - (count % FlatWalk.Width));
        for (var tree = first; tree < end && together > 0; tree++)
        {
            for (var row = 0; row < together; row += FlatWalk.Width)
            {
                _walk!.FindLeaves(tree, rows.Slice(row * stride, FlatWalk.Width * stride), stride, found);
                for (var i = 0; i < FlatWalk.Width; i++) sums[row + i] += leaves[found[i]];
            }
        }
        for (var row = together; row < count; row++)
        {
            var values = rows.Slice(row * stride, stride);
            var sum = start;
            var tree = first;
            for (; tree + FlatWalk.Width <= end; tree += FlatWalk.Width)
            {
                _walk!.FindLeavesOfTrees(tree, values, found);
                for (var i = 0; i < FlatWalk.Width; i++) sum += leaves[found[i]];
            }
            for (; tree < end; tree++) sum += leaves[_walk!.FindLeaf(tree, values)];
            sums[row] = sum;
        }
    }
}
