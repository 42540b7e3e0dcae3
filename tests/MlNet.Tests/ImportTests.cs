using Maintenance.MlNet.Reading;
using Maintenance.Pmml.Ensembles;
using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;

namespace Maintenance.MlNet.Tests;

/// <summary>
/// Zips of several kinds, saved by ML.NET itself: each gives ML.NET's own bits, trees by the compiled way, all else through ML.NET.
/// </summary>
public sealed class ImportTests
{
    private static readonly LightGbmMulticlassTrainer.Options Several =
        new() { NumberOfIterations = 20, NumberOfThreads = 1, MinimumExampleCountPerLeaf = 5 };

    public static TheoryData<string> Compiled =>
        ["LightGBM regression", "LightGBM softmax", "LightGBM one versus all", "FastForest", "FastTree", "one versus all of FastTree"];

    public static TheoryData<string> ThroughMlNet =>
        ["normalised SDCA", "missing values replaced, then trees", "maximum entropy", "additive model", "one versus all of SDCA",
        "FastTree Tweedie"];

    [Theory]
    [MemberData(nameof(Compiled))]
    public void Trees_are_compiled_and_give_MLNETs_own_bits(string kind)
    {
        var zip = Make(kind);
        MlNetModelReader.TryLoadCompiled(zip).ShouldNotBeNull().IsFlatEnsemble.ShouldBeTrue();
        var model = new MlNetModelReader().Load(zip).ShouldBeOfType<CompiledModel>();
        model.WithoutReasonsOf().ShouldBeNull();
        AgreesWith(model, zip, kind);
    }

    [Theory]
    [MemberData(nameof(ThroughMlNet))]
    public void Every_other_pipeline_is_scored_through_MLNET_and_gives_its_bits(string kind)
    {
        var zip = Make(kind);
        var model = new MlNetModelReader().Load(zip).ShouldBeOfType<MlNetModel>();
        AgreesWith(model, zip, kind);
    }

    [Fact]
    public void A_binary_model_gives_the_probability_of_true_and_its_complement()
    {
        var zip = Zips.Train(ml => ml.Transforms.Concatenate(Zips.Features, Samples.Features)
            .Append(ml.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
            {
                NumberOfIterations = 20,
                NumberOfThreads = 1
            })), classes: 0, binary: true);
        var model = MlNetModelReader.TryLoadCompiled(zip).ShouldNotBeNull();
        model.Outputs.ShouldBe(["probability(true)", "probability(false)"]);
        var rows = Samples.Labelled(0, 500, seed: 9);
        var (own, ours) = (Zips.Own(zip, rows, "Probability"), Zips.Score(new CompiledModel(model), rows));
        for (var i = 0; i < own.Length; i++)
        {
            ours[i][0].ShouldBe(own[i][0], $"row {i}");
            ours[i][1].ShouldBe(1 - own[i][0], 1e-6);
        }
    }

    [Fact]
    public void A_proof_that_fails_is_seen()
    {
        var zip = Make("LightGBM regression");
        var original = MlNetModelReader.LoadUncompiled(zip);
        using var stream = new MemoryStream(zip);
        var trees = TreePipeline.Read(Zips.Ml.Model.Load(stream, out var schema), schema)!.Ensemble;
        bool Holds(TreeEnsemble e) => EqualityProof.Holds(e, EnsembleModels.Compile(e, new("m", "", "Score"), new string('0', 64)),
            original);
        Holds(trees).ShouldBeTrue();
        var first = trees.Groups[0].Trees[0];
        Holds(With(first with
        {
            MissingLeft = [.. first.MissingLeft.Select((left, i) => i == 0
            ? !left : left)]
        })).ShouldBeFalse("a missing value goes the other way");
        Holds(With(first with
        {
            Thresholds = [.. first.Thresholds.Select((t, i) => i == 0
            ? MathF.BitDecrement(t) : t)]
        })).ShouldBeFalse("a threshold is one bit lower");

        TreeEnsemble With(NumericTree tree) =>
            trees with { Groups = [trees.Groups[0] with { Trees = [tree, .. trees.Groups[0].Trees.Skip(1)] }] };
    }

    [Fact]
    public void Columns_of_a_vector_with_named_slots_are_inputs_and_labels_in_the_schema_are_not()
    {
        var rows = Samples.Labelled(4, 800, seed: 1);
        var columns = Samples.View(rows, 4);
        var joined = Zips.Ml.Transforms.Concatenate("Window", Samples.Features)
            .Append(Zips.Ml.Transforms.SelectColumns("Window", "Label", "Weight")).Fit(columns).Transform(columns);
        var trained = Zips.Ml.Transforms.CopyColumns("Again", "Window").Append(Zips.Ml.Transforms.Concatenate(Zips.Features, "Window"))
            .Append(Zips.Ml.MulticlassClassification.Trainers.LightGbm(Several)).Fit(joined);
        var model = MlNetModelReader.TryLoadCompiled(Zips.Save(trained, joined.Schema)).ShouldNotBeNull();
        model.Inputs.ShouldBe(Samples.Features);
        model.Outputs.ShouldBe(["probability(class 0)", "probability(class 1)", "probability(class 2)", "probability(class 3)"]);
    }

    [Fact]
    public void Batches_single_rows_and_threads_give_the_same_bits_through_MLNET()
    {
        var model = new MlNetModelReader().Load(Make("maximum entropy"));
        var rows = Samples.Labelled(4, 300, seed: 5, missing: 0);
        var whole = Zips.Score(model, rows);
        Parallel.For(0, 8, _ =>
        {
            var (one, two) = (new float[model.Outputs.Count], new float[2 * model.Outputs.Count]);
            for (var i = 0; i + 1 < rows.Count; i++)
            {
                var values = rows.Values.GetRange(i * Samples.Features.Length, 2 * Samples.Features.Length).ToArray();
                model.Score(values.AsSpan(0, Samples.Features.Length), 1, one);
                model.Score(values, 2, two);
                one.ShouldBe(whole[i]);
                two.ShouldBe([.. whole[i], .. whole[i + 1]]);
            }
        });
    }

    private static void AgreesWith(Core.Ports.IConditionModel model, byte[] zip, string kind)
    {
        model.Hash.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(zip)));
        var rows = Samples.Labelled(0, 1000, seed: 7, MissingOf(kind));
        var (own, ours) = (Zips.Own(zip, rows), Zips.Score(model, rows));
        own.Select(r => r[0]).Distinct().Count().ShouldBeGreaterThan(20, "the test tells rows apart");
        for (var i = 0; i < own.Length; i++) ours[i].ShouldBe(own[i], $"row {i}");
    }

    // FastTree and linear models know no missing values; what they make of one is the same here and there, but nothing to learn from.
    private static double MissingOf(string kind) => kind.StartsWith("LightGBM", StringComparison.Ordinal)
        || kind.StartsWith("missing", StringComparison.Ordinal) ? 0.4 : 0.02;

    internal static byte[] Make(string kind)
    {
        var classes = kind is "LightGBM softmax" or "LightGBM one versus all" or "maximum entropy" or "one versus all of SDCA"
            or "one versus all of FastTree" ? 4 : 0;
        return Zips.Train(ml => ml.Transforms.Concatenate(Zips.Features, Samples.Features).Append(Predictor(ml, kind)), classes,
            kind.StartsWith("LightGBM", StringComparison.Ordinal) || kind.StartsWith("missing", StringComparison.Ordinal) ? 0.3 : 0);
    }

    private static IEstimator<ITransformer> Predictor(MLContext ml, string kind) => kind switch
    {
        "LightGBM regression" => ml.Regression.Trainers.LightGbm(new LightGbmRegressionTrainer.Options
        {
            NumberOfIterations = 30,
            NumberOfThreads = 1, HandleMissingValue = true
        }),
        "LightGBM softmax" => ml.MulticlassClassification.Trainers.LightGbm(Several),
        "LightGBM one versus all" => ml.MulticlassClassification.Trainers.LightGbm(
            new LightGbmMulticlassTrainer.Options { UseSoftmax = false, NumberOfIterations = 20, NumberOfThreads = 1 }),
        "FastForest" => ml.Regression.Trainers.FastForest(numberOfTrees: 20),
        "FastTree" => ml.Regression.Trainers.FastTree(numberOfTrees: 20),
        "FastTree Tweedie" => ml.Regression.Trainers.FastTreeTweedie(numberOfTrees: 20),
        "one versus all of FastTree" =>
            ml.MulticlassClassification.Trainers.OneVersusAll(ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 10)),
        "normalised SDCA" => ml.Transforms.NormalizeMeanVariance(Zips.Features).Append(ml.Regression.Trainers.Sdca()),
        "missing values replaced, then trees" =>
            ml.Transforms.ReplaceMissingValues(Zips.Features,
            replacementMode: Microsoft.ML.Transforms.MissingValueReplacingEstimator.ReplacementMode.Mean)
            .Append(ml.Transforms.NormalizeMinMax(Zips.Features)).Append(ml.Regression.Trainers.LightGbm(numberOfIterations: 10)),
        "maximum entropy" => ml.Transforms.NormalizeMinMax(Zips.Features).Append(ml.MulticlassClassification.Trainers.SdcaMaximumEntropy()),
        "additive model" => ml.Regression.Trainers.Gam(numberOfIterations: 50),
        "one versus all of SDCA" => ml.MulticlassClassification.Trainers.OneVersusAll(
            ml.BinaryClassification.Trainers.SdcaLogisticRegression(maximumNumberOfIterations: 10)),
        _ => throw new ArgumentException(kind),
    };
}

internal static class ModelExtensions
{
    /// <summary>A default of the port, which a class does not show.</summary>
    public static string? WithoutReasonsOf(this Core.Ports.IConditionModel model) => model.WithoutReasons;
}
