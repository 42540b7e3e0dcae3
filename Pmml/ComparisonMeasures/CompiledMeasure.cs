namespace Maintenance.Pmml.ComparisonMeasures;

/// <summary>
/// Distance or similarity of a row to stored points. Missing fields are left out, and a distance's sum is scaled up to the weight of all
/// fields (PMML 4.4, ClusteringModel, "Adjustment for missing values").
/// </summary>
internal sealed class CompiledMeasure(CompiledMeasure.Field[] fields, string metric, double power, double[] counts, double[] missingWeights)
{
    private readonly double _totalWeight = missingWeights.Sum();

    /// <summary>True for a similarity: larger is nearer.</summary>
    public bool IsSimilarity => counts.Length > 0;

    /// <summary>Factor for sums; 0 where all fields are missing.</summary>
    public double Adjustment(ReadOnlySpan<double> frame)
    {
        var present = 0.0;
        for (var i = 0; i < fields.Length; i++)
            if (!double.IsNaN(frame[fields[i].Slot])) present += missingWeights[i];
        return present > 0 ? _totalWeight / present : 0;
    }

    public double Compare(ReadOnlySpan<double> frame, ReadOnlySpan<double> point, double adjustment) =>
        IsSimilarity ? Similarity(frame, point) : Distance(frame, point, adjustment);

    private double Distance(ReadOnlySpan<double> frame, ReadOnlySpan<double> point, double adjustment)
    {
        var (sum, max) = (0.0, 0.0);
        for (var i = 0; i < fields.Length; i++)
        {
            var x = frame[fields[i].Slot];
            if (double.IsNaN(x)) continue;
            var c = fields[i].Compare(x, point[i]);
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

    private double Similarity(ReadOnlySpan<double> frame, ReadOnlySpan<double> point)
    {
        var (numerator, denominator) = (0.0, 0.0);
        for (var i = 0; i < fields.Length; i++)
        {
            var x = frame[fields[i].Slot];
            if (double.IsNaN(x)) continue;
            var kind = (x != 0 ? 0 : 2) + (point[i] != 0 ? 0 : 1); // both, only the row, only the point, neither
            numerator += counts[kind];
            denominator += counts[4 + kind];
        }
        return numerator / denominator;
    }

    /// <summary>A compared field.</summary>
    /// <param name="Slot">Its slot.</param>
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
