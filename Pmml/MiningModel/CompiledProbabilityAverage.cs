using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;

namespace Maintenance.Pmml.MiningModel;

/// <summary>average and weightedAverage of a classification: per category over the segments' probabilities.</summary>
internal sealed class CompiledProbabilityAverage(ResultSlots result, CompiledSegment[] segments, bool weighted,
    MissingSegmentPolicy missing)
    : ModelBody(result)
{
    public override void Evaluate(Span<double> frame)
    {
        var sums = Result.ProbabilitiesIn(frame);
        sums.Clear();
        var (total, absent) = (0.0, 0.0);
        foreach (var segment in segments)
        {
            if (!segment.AppliesTo(frame)) continue;
            segment.Model.Evaluate(frame);
            var weight = weighted ? segment.WeightIn(frame) : 1;
            total += weight;
            if (double.IsNaN(frame[segment.Model.Result.Value])) absent += weight;
            else Add(sums, segment.Model.Result.ProbabilitiesIn(frame), segment.LabelMap!, weight);
        }
        if (total <= absent || !missing.Allows(absent, total))
        {
            Result.SetMissing(frame);
            return;
        }
        for (var i = 0; i < sums.Length; i++) sums[i] /= total - absent;
        Result.PredictMostProbable(frame);
    }

    private static void Add(Span<double> sums, ReadOnlySpan<double> probabilities, int[] map, double weight)
    {
        for (var i = 0; i < probabilities.Length; i++)
            if (map[i] >= 0) sums[map[i]] += weight * probabilities[i];
    }
}
