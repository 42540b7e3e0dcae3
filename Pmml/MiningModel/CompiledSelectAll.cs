using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;

namespace Maintenance.Pmml.MiningModel;

/// <summary>
/// selectAll and multiModelChain: every applicable segment runs, in order, and outputs select each by its id. selectAll has no result of
/// its own; that of a multiModelChain is its first segment's, whose target is the document's first.
/// </summary>
internal sealed class CompiledSelectAll(ResultSlots result, CompiledSegment[] segments, bool firstIsResult) : ModelBody(result)
{
    // The segments of selectAll are no chain: outputs select among them.
    public override IEnumerable<CompiledOutput> InnerOutputs => firstIsResult ? segments.SelectMany(s => s.Model.AllOutputs) : [];

    public override void Evaluate(Span<double> frame)
    {
        Result.SetMissing(frame);
        for (var i = 0; i < segments.Length; i++)
        {
            if (!segments[i].AppliesTo(frame))
            {
                foreach (var output in segments[i].Model.AllOutputs) frame[output.Slot] = double.NaN;
                continue;
            }
            segments[i].Model.Evaluate(frame);
            if (i == 0 && firstIsResult) segments[i].CopyResult(frame, Result);
        }
    }
}
