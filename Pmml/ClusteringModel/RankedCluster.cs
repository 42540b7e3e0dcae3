using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;

namespace Maintenance.Pmml.ClusteringModel;

/// <summary>
/// The cluster of a rank, 1 being the nearest, or its distance (or similarity); ties are ranked in document order.
/// </summary>
internal sealed class RankedCluster(CompiledClustering clustering, int rank, bool asksForId)
    : CompiledExpression(asksForId ? FieldDataType.String : FieldDataType.Double, asksForId ? clustering.Result.Labels : null)
{
    public override double Evaluate(Span<double> frame)
    {
        var all = frame.Slice(clustering.Affinity + 1, clustering.Count);
        for (var i = 0; i < all.Length; i++)
        {
            if (double.IsNaN(all[i]) || CountNearer(all, i) != rank - 1) continue;
            return asksForId ? i : all[i];
        }
        return double.NaN;
    }

    private int CountNearer(ReadOnlySpan<double> all, int cluster)
    {
        var count = 0;
        for (var i = 0; i < all.Length; i++)
        {
            var nearer = clustering.IsSimilarity ? all[i] > all[cluster] : all[i] < all[cluster];
            if (nearer || (all[i] == all[cluster] && i < cluster)) count++;
        }
        return count;
    }
}
