using Maintenance.Pmml.ComparisonMeasures;
using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;

namespace Maintenance.Pmml.ClusteringModel;

/// <summary>
/// ClusteringModel: the nearest center, the first on ties. The assignment is hard: probability 1 for that cluster, 0 for the others.
/// </summary>
internal sealed class CompiledClustering(ResultSlots result, CompiledMeasure measure, double[][] centers, int affinity) : ModelBody(result)
{
    /// <summary>Slot of the distance (or similarity) to the nearest center, followed by those to all centers.</summary>
    public int Affinity => affinity;

    public int Count => centers.Length;

    public bool IsSimilarity => measure.IsSimilarity;

    public override void Evaluate(Span<double> frame)
    {
        var adjustment = measure.Adjustment(frame);
        if (adjustment == 0)
        {
            Result.SetMissing(frame);
            frame.Slice(affinity, 1 + centers.Length).Fill(double.NaN);
            return;
        }
        var (best, nearest) = (-1, double.NaN);
        for (var i = 0; i < centers.Length; i++)
        {
            var value = frame[affinity + 1 + i] = measure.Compare(frame, centers[i], adjustment);
            if (double.IsFinite(value) && (best < 0 || (measure.IsSimilarity ? value > nearest : value < nearest)))
                (best, nearest) = (i, value);
        }
        var probabilities = Result.ProbabilitiesIn(frame);
        probabilities.Clear();
        frame[Result.Value] = best >= 0 ? best : double.NaN;
        frame[affinity] = nearest;
        if (best >= 0) probabilities[best] = 1;
    }

    public override CompiledExpression? CompileOutput(OutputField output)
    {
        var asksForId = output.Feature is "entityId" or "clusterId";
        if (!asksForId && output.Feature is not ("affinity" or "clusterAffinity" or "entityAffinity")) return null;
        if (!asksForId && output.Value is { } cluster)
            return new FieldExpression(new Field(output.Name, affinity + 1 + output.LabelOf(cluster, Result.Labels!), FieldDataType.Double,
                null), double.NaN);
        output.CheckRank(centers.Length, "clusters");
        return new RankedCluster(this, output.Rank, asksForId);
    }
}
