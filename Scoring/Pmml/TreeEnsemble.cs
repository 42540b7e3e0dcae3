namespace Maintenance.Scoring.Pmml;

/// <summary>
/// A sum of binary regression trees in flat parallel arrays: node i sends a row left when <c>row[Feature[i]] &lt; Threshold[i]</c>; a missing
/// value goes where <c>DefaultLeft[i]</c> says; a child below zero is the leaf <c>~child</c>. Values are added in single precision, in the
/// order of the trees. Immutable; any thread.
/// </summary>
internal sealed class TreeEnsemble
{
    /// <summary>Added before the first tree.</summary>
    public required float Offset { get; init; }

    /// <summary>Root of each tree: a node, or the complement of a leaf.</summary>
    public required int[] Roots { get; init; }

    public required int[] Feature { get; init; }

    public required float[] Threshold { get; init; }

    public required int[] Left { get; init; }

    public required int[] Right { get; init; }

    public required bool[] DefaultLeft { get; init; }

    /// <summary>Mean value of each node over the training rows, for contributions.</summary>
    public required float[] NodeMean { get; init; }

    public required float[] Leaf { get; init; }

    /// <summary>Sum over all trees; allocates nothing.</summary>
    public float Score(ReadOnlySpan<float> row)
    {
        var sum = Offset;
        foreach (var root in Roots)
        {
            var at = root;
            while (at >= 0) at = Next(at, row);
            sum += Leaf[~at];
        }
        return sum;
    }

    /// <summary>
    /// Adds to each input what it moved the sum along the paths taken: at each node, the mean of the child minus the mean of the node.
    /// The contributions and the mean of the ensemble add up to the score (path attribution; exact TreeSHAP comes with the full engine).
    /// </summary>
    public void Explain(ReadOnlySpan<float> row, Span<float> contributions)
    {
        foreach (var root in Roots)
        {
            var at = root;
            while (at >= 0)
            {
                var next = Next(at, row);
                contributions[Feature[at]] += (next >= 0 ? NodeMean[next] : Leaf[~next]) - NodeMean[at];
                at = next;
            }
        }
    }

    private int Next(int node, ReadOnlySpan<float> row)
    {
        var value = row[Feature[node]];
        var left = float.IsNaN(value) ? DefaultLeft[node] : value < Threshold[node];
        return left ? Left[node] : Right[node];
    }
}
