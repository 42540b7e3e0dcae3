namespace Maintenance.Scoring.Pmml.Evaluation;

/// <summary>
/// ClusteringModel: the nearest center; the first of equals. The assignment is hard: probability 1 for it, 0 for the others.
/// Missing fields are left out and the sum is scaled up to all fields' weight (PMML 4.4, "Adjustment for missing values").
/// </summary>
internal sealed class CompiledClustering(
    ResultSlots result, CompiledClustering.Field[] fields, double[][] centers, string metric, double power, double[] missingWeights, int affinity) : ModelBody(result)
{
    private readonly double _totalWeight = missingWeights.Sum();

    /// <summary>Slot of the distance to the nearest center; those of all centers follow.</summary>
    public int Affinity => affinity;

    public override void Evaluate(Span<double> frame)
    {
        var present = 0.0;
        for (var i = 0; i < fields.Length; i++)
            if (!double.IsNaN(frame[fields[i].Slot])) present += missingWeights[i];
        if (present <= 0)
        {
            Result.SetMissing(frame);
            frame.Slice(affinity, 1 + centers.Length).Fill(double.NaN);
            return;
        }
        var (best, nearest) = (-1, double.PositiveInfinity);
        for (var i = 0; i < centers.Length; i++)
        {
            var distance = frame[affinity + 1 + i] = Distance(frame, centers[i], _totalWeight / present);
            if (distance < nearest) (best, nearest) = (i, distance);
        }
        var probabilities = Result.ProbabilitiesIn(frame);
        probabilities.Clear();
        frame[Result.Value] = best >= 0 ? best : double.NaN;
        frame[affinity] = best >= 0 ? nearest : double.NaN;
        if (best >= 0) probabilities[best] = 1;
    }

    private double Distance(ReadOnlySpan<double> frame, double[] center, double adjustment)
    {
        var (sum, max) = (0.0, 0.0);
        for (var i = 0; i < fields.Length; i++)
        {
            var x = frame[fields[i].Slot];
            if (double.IsNaN(x)) continue;
            var c = fields[i].Compare(x, center[i]);
            max = Math.Max(max, fields[i].Weight * c);
            sum += fields[i].Weight * (metric switch
            {
                "euclidean" or "squaredEuclidean" => c * c,
                "minkowski" => Math.Pow(c, power),
                _ => c,
            });
        }
        return metric switch
        {
            "chebychev" => max * adjustment,
            "euclidean" => Math.Sqrt(sum * adjustment),
            "minkowski" => Math.Pow(sum * adjustment, 1 / power),
            _ => sum * adjustment,
        };
    }

    /// <summary>A clustering field.</summary>
    /// <param name="Slot">Where it stands.</param>
    /// <param name="Weight">Its weight.</param>
    /// <param name="Function">compareFunction.</param>
    /// <param name="Scale">similarityScale of gaussSim.</param>
    internal sealed record Field(int Slot, double Weight, string Function, double Scale)
    {
        public double Compare(double x, double y) => Function switch
        {
            "gaussSim" => Math.Exp(-Math.Log(2) * (x - y) * (x - y) / (Scale * Scale)),
            "delta" => x == y ? 0 : 1,
            "equal" => x == y ? 1 : 0,
            _ => Math.Abs(x - y),
        };
    }
}
