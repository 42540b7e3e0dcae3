using Maintenance.MlNet.Reading;
using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;

namespace Maintenance.Training.Boosting;

/// <summary>
/// Restores the splits "missing or not" in a trained model. LightGBM writes them as x ≤ 1.8e308 with missing values to the right. ML.NET
/// 5.0.1 rounds the threshold to +∞ and uses "threshold + 1", again +∞, for a missing value, so that in its model every row goes left and
/// what was learnt from missing sensors is lost. Replacing +∞ by the largest finite float32 sends missing values right again, and numbers
/// still go left. A split with missing values to the left does not occur: nothing would go right.
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
