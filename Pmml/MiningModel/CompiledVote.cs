using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;

namespace Maintenance.Pmml.MiningModel;

/// <summary>
/// majorityVote and weightedMajorityVote: probabilities are shares of the votes; ties go to the first category. Where missing
/// predictions continue, they are a category of their own, which may win. A weight that varies by row
/// is the fraction of its one vote that a segment casts, so its full vote is 1 (as in the standard's worked example; the shares then need
/// not add up to 1).
/// </summary>
internal sealed class CompiledVote(ResultSlots result, CompiledSegment[] segments, bool weighted, MissingSegmentPolicy missing)
    : ModelBody(result)
{
    public override void Evaluate(Span<double> frame)
    {
        var votes = Result.ProbabilitiesIn(frame);
        votes.Clear();
        var (total, absent) = (0.0, 0.0);
        foreach (var segment in segments)
        {
            if (!segment.AppliesTo(frame)) continue;
            segment.Model.Evaluate(frame);
            var weight = weighted ? segment.WeightIn(frame) : 1;
            var full = segment.WeightSlot >= 0 ? 1 : weight;
            total += full;
            var value = frame[segment.Model.Result.Value];
            if (double.IsNaN(value) || segment.LabelMap![(int)value] < 0) absent += full;
            else votes[segment.LabelMap[(int)value]] += weight;
        }
        if (total <= absent || !(missing.Votes ? absent <= Largest(votes) : missing.Allows(absent, total)))
        {
            Result.SetMissing(frame);
            return;
        }
        for (var i = 0; i < votes.Length; i++) votes[i] /= missing.Votes ? total : total - absent;
        Result.PredictMostProbable(frame);
    }

    private static double Largest(ReadOnlySpan<double> votes)
    {
        var largest = 0.0;
        foreach (var vote in votes) largest = Math.Max(largest, vote);
        return largest;
    }
}
