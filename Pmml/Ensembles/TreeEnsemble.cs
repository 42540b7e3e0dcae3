namespace Maintenance.Pmml.Ensembles;

/// <summary>An ensemble of numeric trees from any source, ready to be written as PMML or compiled.</summary>
/// <param name="Features">Names of the inputs, in the order of the trees' feature indices.</param>
/// <param name="Groups">Tree groups, one margin each.</param>
/// <param name="Link">Turns margins into predictions.</param>
/// <param name="Classes">Class names; empty for a regression. As many as groups, or two with <see cref="TreeLink.Logistic"/>.</param>
public sealed record TreeEnsemble(IReadOnlyList<string> Features, IReadOnlyList<TreeGroup> Groups, TreeLink Link,
    IReadOnlyList<string> Classes)
{
    /// <summary>Adds up the first trees of each group for one row, in double precision.</summary>
    /// <param name="row">One value per feature; NaN when missing.</param>
    /// <param name="rounds">Number of trees of each group to use.</param>
    /// <param name="margins">One per group, overwritten.</param>
    public void Sum(ReadOnlySpan<float> row, int rounds, Span<double> margins)
    {
        for (var g = 0; g < Groups.Count; g++)
        {
            var (sum, trees) = (Groups[g].Bias, Groups[g].Trees);
            for (var t = 0; t < Math.Min(rounds, trees.Count); t++) sum += trees[t].LeafValues[trees[t].FindLeaf(row)];
            margins[g] = sum;
        }
    }

    /// <summary>The same ensemble with the row weight that reached each leaf, which exact contributions require.</summary>
    /// <param name="values">Row-major.</param>
    /// <param name="weights">One per row.</param>
    public TreeEnsemble WithCovers(ReadOnlySpan<float> values, ReadOnlySpan<float> weights)
    {
        var groups = Groups.Select(g =>
            g with { Trees = [.. g.Trees.Select(t => t with { LeafCovers = new double[t.LeafValues.Length] })] }).ToArray();
        for (var i = 0; i < weights.Length; i++)
        {
            var row = values.Slice(i * Features.Count, Features.Count);
            foreach (var group in groups)
                foreach (var tree in group.Trees) tree.LeafCovers![tree.FindLeaf(row)] += weights[i];
        }
        return this with { Groups = groups };
    }
}
