using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;

namespace Maintenance.Pmml.TreeModel;

/// <summary>
/// Confidence of a tree's leaf in a category, or in the predicted one (−1); the probability where the leaf gives none.
/// </summary>
internal sealed class LeafConfidence(CompiledTree tree, int label) : CompiledExpression(FieldDataType.Double, null)
{
    public override double Evaluate(Span<double> frame)
    {
        var predicted = frame[tree.Result.Value];
        if (double.IsNaN(predicted)) return double.NaN;
        var category = label >= 0 ? label : (int)predicted;
        var at = ((int)frame[tree.LeafSlot] * tree.Result.Labels!.Count) + category;
        var confidence = at < tree.LeafConfidences.Length && !double.IsNaN(tree.LeafConfidences[at])
            ? tree.LeafConfidences[at] : tree.Result.ProbabilitiesIn(frame)[category];
        return tree.Penalty is { } penalty ? confidence * frame[penalty.Slot] : confidence;
    }
}
