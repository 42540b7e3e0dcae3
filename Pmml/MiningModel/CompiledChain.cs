using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Predicates;

namespace Maintenance.Pmml.MiningModel;

/// <summary>
/// modelChain: each applicable segment runs in order and sees the outputs of earlier ones; the last one's result is the
/// model's, unless that segment predicts another of its targets.
/// </summary>
internal sealed class CompiledChain(ResultSlots result, CompiledSegment[] segments) : ModelBody(result)
{
    public IReadOnlyList<CompiledSegment> Segments => segments;

    public override ModelBody Speaker => segments is [.., { Predicate: CompiledPredicate.Constant { IsTrue: true } } last]
        ? last.Model.Body.Speaker : this;

    public override IEnumerable<CompiledOutput> InnerOutputs => segments.SelectMany(s => s.Model.AllOutputs);

    public override void Evaluate(Span<double> frame)
    {
        CompiledSegment? last = null;
        foreach (var segment in segments)
        {
            if (!segment.AppliesTo(frame))
            {
                // Outputs of a segment that did not run are missing, not left over from the previous row.
                foreach (var output in segment.Model.AllOutputs) frame[output.Slot] = double.NaN;
                continue;
            }
            segment.Model.Evaluate(frame);
            if (segment.Answers) last = segment;
        }
        if (last is null) Result.SetMissing(frame);
        else last.CopyResult(frame, Result);
    }
}
