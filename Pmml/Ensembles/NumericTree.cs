namespace Maintenance.Pmml.Ensembles;

/// <summary>
/// One tree over numbers, as parallel lists. Node 0 is the root; a child below zero is leaf <c>~child</c>; a tree of one leaf has no nodes.
/// A value goes left up to the threshold, right above it.
/// </summary>
/// <param name="Left">Left child of each node.</param>
/// <param name="Right">Right child of each node.</param>
/// <param name="Features">Feature index of each node.</param>
/// <param name="Thresholds">Threshold of each node.</param>
/// <param name="MissingLeft">Whether a missing value goes left.</param>
/// <param name="LeafValues">Value of each leaf.</param>
public sealed record NumericTree(int[] Left, int[] Right, int[] Features, float[] Thresholds, bool[] MissingLeft, double[] LeafValues)
{
    /// <summary>Training rows (or their weight) that reached each leaf; null when unknown.</summary>
    public double[]? LeafCovers { get; init; }

    /// <summary>
    /// The same tree without nodes of threshold +∞, at which every value, even +∞ or missing, goes left.
    /// </summary>
    public NumericTree WithoutIdleSplits()
    {
        if (!Array.Exists(Thresholds, float.IsPositiveInfinity)) return this;
        var (nodes, leaves) = (new List<int>(), new List<int>());
        var root = Copy(Left.Length == 0 ? ~0 : 0);
        var (left, right) = (new int[nodes.Count], new int[nodes.Count]);
        for (var i = 0; i < left.Length; i++) (left[i], right[i]) = (Place(Left[nodes[i]]), Place(Right[nodes[i]]));
        return root < 0
            ? new NumericTree([], [], [], [], [], [LeafValues[~root]])
            : new NumericTree(left, right, [.. nodes.Select(n => Features[n])], [.. nodes.Select(n => Thresholds[n])],
                [.. nodes.Select(n => MissingLeft[n])], [.. leaves.Select(l => LeafValues[l])]);

        int Skip(int at)
        {
            while (at >= 0 && float.IsPositiveInfinity(Thresholds[at])) at = Left[at];
            return at;
        }

        int Copy(int at)
        {
            at = Skip(at);
            if (at < 0)
            {
                leaves.Add(~at);
                return at;
            }
            nodes.Add(at);
            Copy(Left[at]);
            Copy(Right[at]);
            return at;
        }

        int Place(int at) => Skip(at) is var kept && kept < 0 ? ~leaves.IndexOf(~kept) : nodes.IndexOf(kept);
    }

    /// <summary>The leaf a row reaches.</summary>
    public int FindLeaf(ReadOnlySpan<float> row)
    {
        if (Left.Length == 0) return 0;
        var node = 0;
        while (node >= 0)
        {
            var value = row[Features[node]];
            node = (float.IsNaN(value) ? MissingLeft[node] : value <= Thresholds[node]) ? Left[node] : Right[node];
        }
        return ~node;
    }
}
