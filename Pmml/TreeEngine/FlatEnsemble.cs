namespace Maintenance.Pmml.TreeEngine;

/// <summary>
/// Trees over float32 rows in shared parallel arrays, for the hot path. Every decision is converted to the form <c>x &lt; threshold</c>
/// (exact for float32 rows, whatever the document's operator and precision), with a third target for missing values; leaf = <c>~index</c>.
/// Trees belong to groups; a group's sum runs in document order, in float32 where the document says so. Allocates nothing; any thread.
/// </summary>
internal sealed class FlatEnsemble
{
    private EnsembleSum<float>? _singles;
    private EnsembleSum<double>? _doubles;

    public required int[] Features { get; init; }

    public required float[] Thresholds { get; init; }

    public required int[] WhenLess { get; init; }

    public required int[] WhenNotLess { get; init; }

    public required int[] WhenMissing { get; init; }

    public required double[] LeafValues { get; init; }

    /// <summary>Leaf values in single precision, for groups that sum in float32.</summary>
    public required float[] LeafSingles { get; init; }

    /// <summary>Training records of each leaf; empty when the document does not give them.</summary>
    public required double[] LeafCovers { get; init; }

    /// <summary>First node of each tree.</summary>
    public required int[] Starts { get; init; }

    /// <summary>First tree of each group, and the number of trees at the end.</summary>
    public required int[] Groups { get; init; }

    public int GroupCount => Groups.Length - 1;

    /// <summary>Sums of one group over at most 64 rows, added in float32 to <paramref name="start"/>.</summary>
    public void SumSingle(int group, float start, ReadOnlySpan<float> rows, int stride, int count, Span<float> sums) =>
        _singles!.Sum(group, start, rows, stride, count, sums);

    /// <summary>Sums of one group over at most 64 rows, added in double.</summary>
    public void SumDouble(int group, ReadOnlySpan<float> rows, int stride, int count, Span<double> sums) =>
        _doubles!.Sum(group, 0, rows, stride, count, sums);

    /// <summary>Prepares the summing methods; the builder calls it once, before any thread scores.</summary>
    public FlatEnsemble Prepare()
    {
        var packed = PackedTrees.TryPack(this);
        _singles = new EnsembleSum<float>(this, packed, LeafSingles);
        _doubles = new EnsembleSum<double>(this, packed, LeafValues);
        return this;
    }
}
