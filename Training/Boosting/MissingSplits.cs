using Maintenance.MlNet.Reading;
using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;

namespace Maintenance.Training.Boosting;

/// <summary>
/// Gives back to a trained model the splits "missing or not". LightGBM writes them as x ≤ 1.8e308, missing right. ML.NET 5.0.1 rounds the
/// threshold to +∞ and lets "threshold + 1", again +∞, stand for a missing value, so that in its model every row goes left and what was
/// learnt of missing sensors is lost. The greatest float32 in place of +∞ sends missing values right again; numbers go left as before. A
/// split that sent missing values left would have nothing on its right, so there is none.
/// </summary>
internal static class MissingSplits
{
    public static void Mend(ITransformer pipeline)
    {
        foreach (var prediction in PipelineParts.Flatten(pipeline).OfType<ISingleFeaturePredictionTransformer<object>>())
        {
            object[] models = prediction.Model is OneVersusAllModelParameters several
                ? [.. Internals.SubModels(several)] : [prediction.Model];
            foreach (var model in models.Select(Internals.WithoutCalibrator).OfType<TreeEnsembleModelParameters>())
                foreach (var tree in Internals.Trees(model))
                    Mend((float[])Internals.Member(Internals.Member(tree, "_tree"), "RawThresholds"));
        }
    }

    private static void Mend(float[] thresholds)
    {
        foreach (ref var threshold in thresholds.AsSpan())
            if (float.IsPositiveInfinity(threshold)) threshold = float.MaxValue;
    }
}
