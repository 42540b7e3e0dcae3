using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;

namespace Maintenance.Pmml.MiningModel;

/// <summary>
/// selectAll and multiModelChain: every segment that applies runs, in order, and outputs ask for each by its id. Under selectAll none
/// speaks for the whole; of a multiModelChain the first does, whose target is the document's first.
/// </summary>
internal sealed class CompiledSelectAll(ResultSlots result, CompiledSegment[] segments, bool firstSpeaks) : ModelBody(result)
{
    public override void Evaluate(Span<double> frame)
    {
        Result.SetMissing(frame);
        for (var i = 0; i < segments.Length; i++)
        {
            if (!segments[i].AppliesTo(frame))
            {
                foreach (var output in segments[i].Model.Outputs) frame[output.Slot] = double.NaN;
                continue;
            }
            segments[i].Model.Evaluate(frame);
            if (i == 0 && firstSpeaks) segments[i].CopyResult(frame, Result);
        }
    }
}
