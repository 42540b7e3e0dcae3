using Maintenance.Pmml.Expressions;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Predicates;

namespace Maintenance.Pmml.TreeModel;

/// <summary>
/// A tree as parallel arrays: decision <c>i</c> compares slot <c>Slots[i]</c> with <c>Thresholds[i]</c> and continues to a decision (target
/// ≥ 0) or a leaf (<c>~target</c>). This is the reference walk over doubles; the flat ensembles of <c>TreeEngine</c> are the fast one.
/// </summary>
internal sealed class CompiledTree(ResultSlots result) : ModelBody(result)
{
    public required int Start { get; init; }

    public required TreeOperator[] Operators { get; init; }

    /// <summary>Slot of the compared field; for <see cref="TreeOperator.Complex"/> index into <see cref="Complex"/>.</summary>
    public required int[] Slots { get; init; }

    public required double[] Thresholds { get; init; }

    public required CompiledPredicate[] Complex { get; init; }

    public required int[] WhenTrue { get; init; }

    public required int[] WhenFalse { get; init; }

    public required int[] WhenUnknown { get; init; }

    /// <summary>Number or category code of each leaf; NaN for no result.</summary>
    public required double[] LeafValues { get; init; }

    /// <summary>Training records of each leaf; empty when the document does not give them.</summary>
    public required double[] LeafCovers { get; init; }

    /// <summary>Row-major, leaf × category.</summary>
    public required double[] LeafProbabilities { get; init; }

    /// <summary>Code of each leaf's node among the entities; empty where no output requests it.</summary>
    public required double[] LeafEntities { get; init; }

    /// <summary>Confidences that the document gives besides the probabilities, leaf × category; NaN where it gives none.</summary>
    public double[] LeafConfidences { get; init; } = [];

    /// <summary>Slot of the leaf a row ended in; −1 where no output requests it.</summary>
    public int LeafSlot { get; init; } = -1;

    /// <summary>What confidences lose by missing values; null where nothing.</summary>
    public TreePenalty? Penalty { get; init; }

    public override void Evaluate(Span<double> frame)
    {
        var leaf = Penalty is null ? FindLeaf(frame) : FindLeaf(frame, Penalty);
        if (LeafSlot >= 0) frame[LeafSlot] = leaf;
        if (Entity is not null) frame[Entity.Slot] = LeafEntities[leaf];
        frame[Result.Value] = LeafValues[leaf];
        if (Result.Labels is not { } labels) return;
        LeafProbabilities.AsSpan(leaf * labels.Count, labels.Count).CopyTo(frame[Result.Probabilities..]);
    }

    public override CompiledExpression? CompileOutput(OutputField output) => output.Feature == "confidence" && LeafSlot >= 0
        ? new LeafConfidence(this, output.Value is { } category ? output.LabelOf(category, Result.Labels!) : -1)
        : null;

    private int FindLeaf(ReadOnlySpan<double> frame)
    {
        var at = Start;
        while (at >= 0)
        {
            var truth = Operators[at] == TreeOperator.Complex
                ? Complex[Slots[at]].Evaluate(frame)
                : CompiledPredicate.Compare((PredicateOperator)Operators[at], frame[Slots[at]], Thresholds[at]);
            at = truth switch
            {
                Truth.True => WhenTrue[at],
                Truth.False => WhenFalse[at],
                _ => WhenUnknown[at],
            };
        }
        return ~at;
    }

    // Like FindLeaf, and counts what missing values decide.
    private int FindLeaf(Span<double> frame, TreePenalty penalty)
    {
        var (at, product) = (Start, 1.0);
        while (at >= 0)
        {
            var complex = Operators[at] == TreeOperator.Complex ? Complex[Slots[at]] : null;
            var truth = complex?.Evaluate(frame)
                ?? CompiledPredicate.Compare((PredicateOperator)Operators[at], frame[Slots[at]], Thresholds[at]);
            if (truth == Truth.Unknown ? penalty.TakesDefaultChild : complex?.UsesSurrogate(frame) == true) product *= penalty.Factor;
            at = truth switch
            {
                Truth.True => WhenTrue[at],
                Truth.False => WhenFalse[at],
                _ => WhenUnknown[at],
            };
        }
        frame[penalty.Slot] = product;
        return ~at;
    }
}
