using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Predicates;

namespace Maintenance.Pmml.MiningModel;

/// <summary>A segment ready to run.</summary>
/// <param name="Predicate">Selects the rows it applies to; unknown counts as false.</param>
/// <param name="Model">Its model.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="LabelMap">Index of each of its categories among the whole model's (−1 for none); null for a regression.</param>
internal sealed record CompiledSegment(CompiledPredicate Predicate, CompiledModel Model, double Weight, int[]? LabelMap)
{
    /// <summary>True when its result may be the whole model's, in a chain.</summary>
    public bool Answers { get; init; } = true;

    /// <summary>Slot of its weight; −1 for a constant weight.</summary>
    public int WeightSlot { get; init; } = -1;

    /// <summary>Its weight, valid after evaluation.</summary>
    public double WeightIn(ReadOnlySpan<double> frame) => WeightSlot < 0 ? Weight : frame[WeightSlot];

    public bool AppliesTo(ReadOnlySpan<double> frame) => Predicate.Evaluate(frame) == Truth.True;

    /// <summary>Copies the segment's result to the whole model's; missing where their kinds differ.</summary>
    public void CopyResult(Span<double> frame, ResultSlots to)
    {
        to.SetMissing(frame);
        var value = frame[Model.Result.Value];
        if (double.IsNaN(value)) return;
        if (to.Labels is null)
        {
            if (Model.Result.Labels is null) frame[to.Value] = value;
            return;
        }
        if (LabelMap is null || LabelMap[(int)value] < 0) return;
        frame[to.Value] = LabelMap[(int)value];
        var from = Model.Result.ProbabilitiesIn(frame);
        var into = to.ProbabilitiesIn(frame);
        into.Clear();
        for (var i = 0; i < from.Length; i++)
            if (LabelMap[i] >= 0) into[LabelMap[i]] = from[i];
    }
}
