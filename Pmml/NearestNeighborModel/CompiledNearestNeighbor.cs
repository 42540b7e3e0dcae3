using Maintenance.Pmml.ComparisonMeasures;
using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;

namespace Maintenance.Pmml.NearestNeighborModel;

/// <summary>
/// NearestNeighborModel: the k nearest training rows, nearest first, ties in row order; their mean, median or vote. Probabilities are
/// shares of the vote; of equal shares the category with more training rows wins, then the lexically first. Allocates nothing.
/// </summary>
internal sealed class CompiledNearestNeighbor(
    ResultSlots result, CompiledMeasure measure, double[] points, int width, double[] targets, string continuous, bool weighsVotes,
    double threshold,
    CompiledNearestNeighbor.Slots slots, double[] idCodes, Vocabulary ids, int[] ranks) : ModelBody(result)
{
    private const int MaxStackNeighbors = 64;

    public Slots Neighbors => slots;

    public override void Evaluate(Span<double> frame)
    {
        var adjustment = measure.Adjustment(frame);
        if (adjustment == 0)
        {
            Result.SetMissing(frame);
            frame.Slice(slots.First, slots.Count).Fill(double.NaN);
            frame.Slice(slots.FirstMeasure, slots.Count).Fill(double.NaN);
            frame.Slice(slots.FirstRow, slots.Count).Fill(double.NaN);
            return;
        }
        Span<int> nearest = slots.Count <= MaxStackNeighbors ? stackalloc int[slots.Count] : new int[slots.Count];
        var measures = frame.Slice(slots.FirstMeasure, slots.Count);
        Find(frame, adjustment, nearest, measures);
        for (var i = 0; i < nearest.Length; i++) (frame[slots.First + i], frame[slots.FirstRow + i]) = (idCodes[nearest[i]], nearest[i]);
        if (Result.Labels is null)
        {
            frame[Result.Value] = PredictNumber(frame, targets);
            return;
        }
        var votes = Result.ProbabilitiesIn(frame);
        Vote(frame, targets, votes);
        frame[Result.Value] = ranks.Length > 0 ? Winner(votes, ranks) : targets[nearest[0]];
    }

    /// <summary>Predicts a number from the neighbours found last, given its value in every training row.</summary>
    public double PredictNumber(ReadOnlySpan<double> frame, double[] numbers)
    {
        Span<double> values = slots.Count <= MaxStackNeighbors ? stackalloc double[slots.Count] : new double[slots.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var row = frame[slots.FirstRow + i];
            if (double.IsNaN(row)) return double.NaN;
            values[i] = numbers[(int)row];
        }
        return continuous == "median" ? Median(values) : Average(values, frame.Slice(slots.FirstMeasure, slots.Count));
    }

    /// <summary>Computes each category's share among the neighbours found last, given its code in every training row.</summary>
    public void Vote(ReadOnlySpan<double> frame, double[] codes, Span<double> votes)
    {
        votes.Clear();
        var total = 0.0;
        for (var i = 0; i < slots.Count; i++)
        {
            var weight = weighsVotes ? WeightOf(frame[slots.FirstMeasure + i]) : 1;
            votes[(int)codes[(int)frame[slots.FirstRow + i]]] += weight;
            total += weight;
        }
        foreach (ref var vote in votes) vote /= total;
    }

    /// <summary>The category with the largest vote; of equal ones that of the smallest rank.</summary>
    public static int Winner(ReadOnlySpan<double> votes, int[] ranks)
    {
        var best = 0;
        for (var i = 1; i < votes.Length; i++)
            if (votes[i] > votes[best] || (votes[i] == votes[best] && ranks[i] < ranks[best])) best = i;
        return best;
    }

    public override CompiledExpression? CompileOutput(OutputField output)
    {
        Field? asked = output.Feature switch
        {
            "entityId" or "clusterId" => new Field(output.Name, slots.First + output.Rank - 1, FieldDataType.String, ids),
            "affinity" or "clusterAffinity" or "entityAffinity" =>
                new Field(output.Name, slots.FirstMeasure + output.Rank - 1, FieldDataType.Double, null),
            _ => null,
        };
        if (asked is null) return null;
        output.CheckRank(slots.Count, "neighbours");
        return new FieldExpression(asked, double.NaN);
    }

    // Insertion into a list of length k: k is small compared to the number of rows.
    private void Find(Span<double> frame, double adjustment, Span<int> nearest, Span<double> measures)
    {
        var found = 0;
        for (var row = 0; row < targets.Length; row++)
        {
            var value = measure.Compare(frame, points.AsSpan(row * width, width), adjustment);
            var at = found;
            while (at > 0 && IsNearer(value, measures[at - 1])) at--;
            if (at == nearest.Length) continue;
            if (found < nearest.Length) found++;
            for (var i = found - 1; i > at; i--) (nearest[i], measures[i]) = (nearest[i - 1], measures[i - 1]);
            (nearest[at], measures[at]) = (row, value);
        }
    }

    private bool IsNearer(double value, double other) => measure.IsSimilarity ? value > other : value < other;

    private double WeightOf(double value) => measure.IsSimilarity ? value : 1 / (value + threshold);

    private double Average(ReadOnlySpan<double> values, ReadOnlySpan<double> measures)
    {
        var (sum, total) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            var weight = continuous == "weightedAverage" ? WeightOf(measures[i]) : 1;
            (sum, total) = (sum + (weight * values[i]), total + weight);
        }
        return sum / total;
    }

    private static double Median(Span<double> values)
    {
        values.Sort();
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /// <param name="First">Slot of the nearest row's id, followed by those of the next ones.</param>
    /// <param name="FirstMeasure">Slot of its distance or similarity, followed by those of the next ones.</param>
    /// <param name="FirstRow">Slot of its training row's number, followed by those of the next ones.</param>
    /// <param name="Count">Number of neighbours.</param>
    internal readonly record struct Slots(int First, int FirstMeasure, int FirstRow, int Count);
}
