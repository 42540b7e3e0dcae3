using Maintenance.Pmml.ClusteringModel;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;

namespace Maintenance.Pmml.AnomalyDetectionModel;

/// <summary>
/// AnomalyDetectionModel (PMML 4.4): the support vector machine's value; distance / mean distance of the cluster; or 2^(−path length /
/// expected length).
/// </summary>
internal sealed class CompiledAnomaly(ResultSlots result, CompiledModel inner, string algorithm, double[] meanDistances, double sampleSize)
    : ModelBody(result)
{
    private const double EulerGamma = 0.57721566490153286;

    // The mean depth of an unsuccessful search in a binary tree of that many rows (Liu, Ting, Zhou 2008).
    private readonly double _expectedLength = sampleSize > 2
        ? (2 * (Math.Log(sampleSize - 1) + EulerGamma)) - (2 * (sampleSize - 1) / sampleSize) : 1;

    public override void Evaluate(Span<double> frame)
    {
        inner.Evaluate(frame);
        var value = frame[inner.Result.Value];
        frame[Result.Value] = double.IsNaN(value) ? double.NaN : algorithm switch
        {
            "clusterMeanDist" => frame[((CompiledClustering)inner.Body).Affinity] / meanDistances[(int)value],
            "iforest" => Math.Pow(2, -value / _expectedLength),
            _ => value,
        };
    }
}
