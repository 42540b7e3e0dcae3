using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Predicates;

namespace Maintenance.Pmml.TreeModel;

/// <summary>
/// A tree that sends a row to every child not ruled out, once a predicate is unknown. weightedConfidence weights the children's results by
/// their share of the records; aggregateNodes sums the records of all leaves reached. Allocates nothing.
/// </summary>
internal sealed class CompiledSpreadingTree(ResultSlots result, CompiledSpreadingTree.Node root, bool aggregates,
    bool returnsLastPrediction) : ModelBody(result)
{
    public override void Evaluate(Span<double> frame)
    {
        var shares = Result.ProbabilitiesIn(frame);
        shares.Clear();
        var (reached, label) = (0, -1);
        if (root.Predicate.Evaluate(frame) != Truth.True || !Visit(root, 1, frame, shares, ref reached, ref label))
        {
            Result.SetMissing(frame);
            return;
        }
        if (aggregates) Normalize(shares);
        Result.PredictMostProbable(frame);
        // A single leaf gives its own prediction.
        if (reached == 1 && label >= 0) frame[Result.Value] = label;
    }

    // False: a path ends without a prediction, so the row has none.
    private bool Visit(Node node, double weight, Span<double> frame, Span<double> shares, ref int reached, ref int label)
    {
        if (node.Children.Length == 0) return Add(node, weight, shares, ref reached, ref label);
        var (known, records, open) = (true, 0.0, 0);
        foreach (var child in node.Children)
        {
            var truth = child.Predicate.Evaluate(frame);
            if (truth == Truth.False) continue;
            if (truth == Truth.True && open == 0) return Visit(child, weight, frame, shares, ref reached, ref label);
            (known, records, open) = (false, records + child.Records, open + 1);
        }
        if (known) return returnsLastPrediction && node.Shares.Length > 0 && Add(node, weight, shares, ref reached, ref label);
        foreach (var child in node.Children)
        {
            if (child.Predicate.Evaluate(frame) == Truth.False) continue;
            if (!Visit(child, weight * child.Records / records, frame, shares, ref reached, ref label)) return false;
        }
        return true;
    }

    private bool Add(Node node, double weight, Span<double> shares, ref int reached, ref int label)
    {
        for (var i = 0; i < shares.Length; i++) shares[i] += node.Shares[i] * (aggregates ? node.Records : weight);
        (reached, label) = (reached + 1, node.Label);
        return true;
    }

    private static void Normalize(Span<double> shares)
    {
        var sum = 0.0;
        foreach (var share in shares) sum += share;
        foreach (ref var share in shares) share /= sum;
    }

    /// <param name="Predicate">Predicate of the node.</param>
    /// <param name="Label">Predicted category; −1 where the document gives none.</param>
    /// <param name="Records">Training records.</param>
    /// <param name="Shares">Share of each category; empty where the document gives none.</param>
    /// <param name="Children">Children.</param>
    internal sealed record Node(CompiledPredicate Predicate, int Label, double Records, double[] Shares, Node[] Children);
}
