namespace Maintenance.Scoring.Pmml.Evaluation;

/// <summary>selectAll: every segment that applies runs, and none speaks for the whole; outputs ask for each by its id.</summary>
internal sealed class CompiledSelectAll(ResultSlots result, CompiledSegment[] segments) : ModelBody(result)
{
    public override void Evaluate(Span<double> frame)
    {
        foreach (var segment in segments)
            if (segment.AppliesTo(frame)) segment.Model.Evaluate(frame);
        Result.SetMissing(frame);
    }
}
