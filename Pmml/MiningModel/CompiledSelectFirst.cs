using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;

namespace Maintenance.Pmml.MiningModel;

/// <summary>selectFirst: the first segment that applies decides.</summary>
internal sealed class CompiledSelectFirst(ResultSlots result, CompiledSegment[] segments) : ModelBody(result)
{
    public override void Evaluate(Span<double> frame)
    {
        if (Entity is not null) frame[Entity.Slot] = double.NaN;
        for (var i = 0; i < segments.Length; i++)
        {
            if (!segments[i].AppliesTo(frame)) continue;
            segments[i].Model.Evaluate(frame);
            segments[i].CopyResult(frame, Result);
            if (Entity is not null) frame[Entity.Slot] = i;
            return;
        }
        Result.SetMissing(frame);
    }
}
