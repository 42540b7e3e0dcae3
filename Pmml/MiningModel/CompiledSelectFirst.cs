using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;

namespace Maintenance.Pmml.MiningModel;

/// <summary>selectFirst: the first segment that applies decides.</summary>
internal sealed class CompiledSelectFirst(ResultSlots result, CompiledSegment[] segments) : ModelBody(result)
{
    /// <summary>Outputs of the segments, by name.</summary>
    public required SharedOutput[] Shared { get; init; }

    public override IEnumerable<CompiledOutput> InnerOutputs => Shared.Select(s => s.Output);

    public override void Evaluate(Span<double> frame)
    {
        foreach (var shared in Shared) frame[shared.Output.Slot] = double.NaN;
        if (Entity is not null) frame[Entity.Slot] = double.NaN;
        for (var i = 0; i < segments.Length; i++)
        {
            if (!segments[i].AppliesTo(frame)) continue;
            segments[i].Model.Evaluate(frame);
            segments[i].CopyResult(frame, Result);
            foreach (var shared in Shared) shared.Copy(frame, i);
            if (Entity is not null) frame[Entity.Slot] = i;
            return;
        }
        Result.SetMissing(frame);
    }
}
