namespace Maintenance.Scoring.Pmml.Evaluation;

/// <summary>selectFirst: the first segment that applies decides.</summary>
internal sealed class CompiledSelectFirst(ResultSlots result, CompiledSegment[] segments) : ModelBody(result)
{
    public override void Evaluate(Span<double> frame)
    {
        foreach (var segment in segments)
        {
            if (!segment.AppliesTo(frame)) continue;
            segment.Model.Evaluate(frame);
            segment.CopyResult(frame, Result);
            return;
        }
        Result.SetMissing(frame);
    }
}
