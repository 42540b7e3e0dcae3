using System.Runtime.InteropServices;
using Maintenance.MlNet.Data;
using Maintenance.MlNet.Reading;
using Maintenance.Pmml.Ensembles;
using Maintenance.Training.Rows;
using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;

namespace Maintenance.Training.Boosting;

/// <summary>
/// Gradient boosting with ML.NET's LightGBM. One thread, a seed and a fixed histogram layout: the same rows give the same trees. Training
/// uses missing values: each split sends them in the better direction.
/// </summary>
public sealed class BoostedTrees
{
    private const string FeatureColumn = "Features";

    private BoostedTrees(TreeEnsemble ensemble, ITransformer pipeline) => (Ensemble, Pipeline) = (ensemble, pipeline);

    /// <summary>The trees, with the weight of the rows that reached each leaf.</summary>
    public TreeEnsemble Ensemble { get; }

    /// <summary>Maximum number of trees per class.</summary>
    public int Rounds => Ensemble.Groups.Max(g => g.Trees.Count);

    internal ITransformer Pipeline { get; }

    /// <summary>Trains.</summary>
    /// <param name="rows">Labelled rows.</param>
    /// <param name="classes">Names of the classes, two or more; empty for a regression.</param>
    /// <param name="parameters">Training parameters.</param>
    /// <param name="seed">Seed of row and column sampling.</param>
    /// <param name="cancellationToken">Checked before and after training: LightGBM itself cannot be cancelled.</param>
    /// <exception cref="TrainingUnavailableException">LightGBM's library cannot be loaded; the message names the remedy.</exception>
    public static BoostedTrees Train(TrainingRows rows, IReadOnlyList<string> classes, BoostingParameters parameters, int seed,
        CancellationToken cancellationToken)
    {
        LightGbmLibrary.Require();
        cancellationToken.ThrowIfCancellationRequested();
        var ml = new MLContext(seed);
        var features = ml.Transforms.Concatenate(FeatureColumn, [.. rows.Features]);
        var view = FeatureView.Labelled(rows.Features, rows.Values.ToArray(), rows.Labels, rows.Weights, classes);
        ITransformer pipeline = classes.Count == 0
            ? features.Append(ml.Regression.Trainers.LightGbm(Grown(new LightGbmRegressionTrainer.Options(), parameters, seed))).Fit(view)
            : features.Append(ml.MulticlassClassification.Trainers.LightGbm(
                Grown(new LightGbmMulticlassTrainer.Options { UseSoftmax = true }, parameters, seed)))
                .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(view);
        cancellationToken.ThrowIfCancellationRequested();
        MissingSplits.Mend(pipeline);
        var ensemble = TreePipeline.Read(pipeline, FeatureView.Columns(rows.Features, default, 0).Schema)!.Ensemble;
        return new BoostedTrees(ensemble.WithCovers(CollectionsMarshal.AsSpan(rows.Values), CollectionsMarshal.AsSpan(rows.Weights)),
            pipeline);
    }

    /// <summary>
    /// Predictions of the first <paramref name="rounds"/> rounds (0: all): row-major probabilities of a classifier, otherwise one value per
    /// row. Bit-identical to ML.NET's.
    /// </summary>
    public float[] Predict(ReadOnlySpan<float> values, int rowCount, int rounds = 0)
    {
        var groups = Ensemble.Groups.Count;
        var (results, margins) = (new float[rowCount * groups], new double[groups]);
        for (var i = 0; i < rowCount; i++)
        {
            Ensemble.Sum(values.Slice(i * Ensemble.Features.Count, Ensemble.Features.Count), rounds == 0 ? int.MaxValue : rounds, margins);
            Link(margins, results.AsSpan(i * groups, groups));
        }
        return results;
    }

    /// <summary>
    /// The round, from 1, with the smallest error on held-out rows; the search stops after <paramref name="patience"/> rounds without
    /// improvement. The error is the weighted log loss or squared error.
    /// </summary>
    public int BestRound(TrainingRows held, int patience)
    {
        var values = CollectionsMarshal.AsSpan(held.Values);
        var groups = Ensemble.Groups.Count;
        var (margins, results) = (new double[held.Count * groups], new float[groups]);
        for (var i = 0; i < held.Count; i++)
            for (var g = 0; g < groups; g++) margins[(i * groups) + g] = Ensemble.Groups[g].Bias;
        var (best, least) = (0, double.PositiveInfinity);
        for (var round = 0; round < Rounds && round - best < patience; round++)
        {
            var error = 0.0;
            for (var i = 0; i < held.Count; i++)
            {
                var row = values.Slice(i * held.Features.Count, held.Features.Count);
                var sums = margins.AsSpan(i * groups, groups);
                for (var g = 0; g < groups; g++)
                    if (round < Ensemble.Groups[g].Trees.Count)
                        sums[g] += Ensemble.Groups[g].Trees[round].LeafValues[Ensemble.Groups[g].Trees[round].FindLeaf(row)];
                Link(sums, results);
                error += held.Weights[i] * Error(results, held.Labels[i]);
            }
            if (error < least) (best, least) = (round + 1, error);
        }
        return Math.Max(1, best);
    }

    private double Error(ReadOnlySpan<float> results, float label)
    {
        if (Ensemble.Link == TreeLink.Identity) return (double)(results[0] - label) * (results[0] - label);
        return -Math.Log(Math.Max(1e-15, results[(int)label]));
    }

    private void Link(ReadOnlySpan<double> margins, Span<float> results)
    {
        if (Ensemble.Link == TreeLink.Identity)
        {
            results[0] = (float)margins[0];
            return;
        }
        var sum = 0.0;
        foreach (var margin in margins) sum += Math.Exp((float)margin);
        for (var g = 0; g < margins.Length; g++) results[g] = (float)(Math.Exp((float)margins[g]) / sum);
    }

    private static TOptions Grown<TOptions, TOutput, TTransformer, TModel>(
        LightGbmTrainerBase<TOptions, TOutput, TTransformer, TModel>.OptionsBase options, BoostingParameters parameters, int seed)
        where TOptions : LightGbmTrainerBase<TOptions, TOutput, TTransformer, TModel>.OptionsBase, new()
        where TTransformer : ISingleFeaturePredictionTransformer<TModel>
        where TModel : class
    {
        (options.FeatureColumnName, options.LabelColumnName, options.ExampleWeightColumnName) =
            (FeatureColumn, FeatureView.Label, FeatureView.Weight);
        (options.NumberOfIterations, options.LearningRate, options.MaximumBinCountPerFeature) =
            (parameters.Rounds, parameters.LearningRate, parameters.Bins);
        (options.NumberOfLeaves, options.MinimumExampleCountPerLeaf) = (1 << parameters.Depth, parameters.MinimumLeafRows);
        options.HandleMissingValue = true;
        // Unless both are fixed, sums depend on the number of threads, and LightGBM chooses the histogram layout by timing.
        (options.Seed, options.NumberOfThreads, options.Deterministic, options.ForceColumnWise) = (seed, 1, true, true);
        options.Silent = true;
        options.Booster = new GradientBooster.Options
        {
            MaximumTreeDepth = parameters.Depth,
            MinimumChildWeight = parameters.MinimumChildWeight,
            L2Regularization = parameters.Lambda,
            MinimumSplitGain = parameters.Gamma,
            SubsampleFraction = parameters.RowSample,
            SubsampleFrequency = parameters.RowSample < 1 ? 1 : 0,
            FeatureFraction = parameters.ColumnSample,
        };
        return (TOptions)options;
    }
}
