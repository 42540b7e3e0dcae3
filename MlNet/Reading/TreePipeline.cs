using Maintenance.MlNet.Archive;
using Maintenance.Pmml.Ensembles;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;

namespace Maintenance.MlNet.Reading;

/// <summary>
/// Reads the trees of a pipeline that only concatenates its inputs and sums trees. ML.NET's private state (the replacement of missing
/// values, the parts of a one-versus-all model and its formula) is read by reflection, so the result is valid only after
/// <see cref="EqualityProof"/>.
/// </summary>
/// <param name="Ensemble">Trees over the pipeline's inputs.</param>
/// <param name="Predictor">Kind of predictor.</param>
internal sealed record TreePipeline(TreeEnsemble Ensemble, string Predictor)
{
    // Beyond these a link overflows: e^margin in double precision, or a float32 probability.
    private const double MaxMargin = 700;
    private const double MaxLogit = 85;

    /// <summary>Null for any other pipeline, which is then scored through ML.NET.</summary>
    /// <param name="pipeline">Pipeline.</param>
    /// <param name="inputs">Its input schema.</param>
    public static TreePipeline? Read(ITransformer pipeline, DataViewSchema inputs)
    {
        try
        {
            return TryRead(pipeline, inputs);
        }
        catch (Exception error) when (error is MissingMemberException or InvalidCastException or IndexOutOfRangeException)
        {
            return null; // another version of ML.NET stores its trees differently
        }
    }

    private static TreePipeline? TryRead(ITransformer pipeline, DataViewSchema inputs)
    {
        if (PipelineParts.Split(pipeline, inputs) is not { } parts) return null;
        var (predictor, features, scores) = parts;
        if (EnsembleOf(predictor, features, scores) is not { } ensemble) return null;
        return ensemble.Groups.All(g => g.Trees.All(t => t.Features.All(f => f < features.Count))) && IsWithinNumbers(ensemble)
            ? new TreePipeline(ensemble, predictor.GetType().Name) : null;
    }

    private static TreeEnsemble? EnsembleOf(object predictor, IReadOnlyList<string> features, DataViewSchema.Column score)
    {
        if (predictor is OneVersusAllModelParameters several) return OneVersusAll(several, features, score);
        var (trees, calibrator) = Uncalibrated(predictor);
        if (trees is null || Group(trees, calibrator) is not { } group) return null;
        if (trees is FastForestRegressionModelParameters) return new TreeEnsemble(features, [group], TreeLink.Average, []);
        return calibrator is null
            ? new TreeEnsemble(features, [group], TreeLink.Identity, [])
            : new TreeEnsemble(features, [group], TreeLink.Logistic, ["true", "false"]);
    }

    private static TreeEnsemble? OneVersusAll(OneVersusAllModelParameters model, IReadOnlyList<string> features,
        DataViewSchema.Column score)
    {
        TreeLink? link = Internals.Member(model, "_impl").GetType().Name switch
        {
            "ImplSoftmax" => TreeLink.SoftMax,
            "ImplDist" =>
            TreeLink.OneAgainstAll,
            _ => null
        };
        var groups = Internals.SubModels(model).Select(m => Uncalibrated(m)).Select(m => m.Trees is null
            ? null : Group(m.Trees, m.Calibrator)).ToArray();
        if (link is null || Array.Exists(groups, g => g is null) || PipelineOutput.ClassesOf(score) is not { } classes
            || classes.Count != groups.Length) return null;
        return new TreeEnsemble(features, groups!, link.Value, classes);
    }

    private static (TreeEnsembleModelParameters? Trees, PlattCalibrator? Calibrator) Uncalibrated(object model)
    {
        if (Internals.WithoutCalibrator(model) is not TreeEnsembleModelParameters trees) return (null, null);
        if (ReferenceEquals(trees, model)) return (trees, null);
        return Internals.Member(model, "Calibrator") is PlattCalibrator platt ? (trees, platt) : (null, null);
    }

    private static TreeGroup? Group(TreeEnsembleModelParameters model, PlattCalibrator? calibrator)
    {
        NumericTree?[] trees = [.. Internals.Trees(model).Select(Tree)];
        if (Array.Exists(trees, t => t is null) || calibrator is { Slope: >= 0 }) return null;
        var bias = (double)Internals.Member(Internals.Member(model, "TrainedTreeEnsemble"), "Bias");
        return calibrator is null ? new TreeGroup(bias, trees!) : new TreeGroup(bias, trees!, calibrator.Slope, calibrator.Offset);
    }

    // A missing value is replaced by the node's own replacement and then compared; without one, NaN is compared, and NaN ≤ x is false.
    private static NumericTree? Tree(RegressionTreeBase tree)
    {
        if (tree.CategoricalSplitFlags.Any(f => f)) return null;
        var (nodes, inside) = (tree.NumberOfNodes, Internals.Member(tree, "_tree"));
        var substitutes = (float[]?)Internals.Find(inside, "DefaultValueForMissing");
        float[] thresholds = [.. ((float[])Internals.Member(inside, "RawThresholds")).Take(nodes)];
        int[] left = [.. tree.LeftChild.Take(nodes)], right = [.. tree.RightChild.Take(nodes)];
        if (Array.Exists(thresholds, t => float.IsNaN(t) || float.IsNegativeInfinity(t)) || tree.LeafValues.Take(nodes + 1)
            .Any(v => !double.IsFinite(v)) || !TreeShape.IsTree(left, right)) return null;
        return new NumericTree(
            left, right, [.. tree.NumericalSplitFeatureIndexes.Take(nodes)], thresholds,
            [.. thresholds.Select((t, i) => substitutes is not null && substitutes[i] <= t)], [.. tree.LeafValues.Take(nodes + 1)])
            .WithoutIdleSplits();
    }

    private static bool IsWithinNumbers(TreeEnsemble ensemble)
    {
        if (ensemble.Link is TreeLink.Identity or TreeLink.Average) return true;
        foreach (var group in ensemble.Groups)
        {
            var (low, high) = (group.Bias + group.Trees.Sum(t => t.LeafValues.Min()), group.Bias
                + group.Trees.Sum(t => t.LeafValues.Max()));
            if (ensemble.Link == TreeLink.SoftMax && (low < -MaxMargin || high > MaxMargin)) return false;
            if (ensemble.Link == TreeLink.OneAgainstAll && (group.Slope * low) + group.Offset > MaxLogit) return false;
        }
        return true;
    }
}
