using System.Globalization;
using System.Text;
using Maintenance.Training.Bench.Xgboost;

namespace Maintenance.Pmml.Tests;

/// <summary>Links of native models by hand; the linear booster against libxgboost itself.</summary>
public sealed unsafe class NativeLinkTests
{
    private const int Features = 3;

    [Fact]
    public void LightGBMs_one_against_all_gives_each_class_its_own_probability()
    {
        var text = "tree\nversion=v4\nnum_class=3\nnum_tree_per_iteration=3\nmax_feature_idx=0\nobjective=multiclassova num_class:3 "
            + "sigmoid:2\nfeature_names=x\nfeature_infos=[0:10]\n\n" +
            string.Concat(Enumerable.Range(0, 3).Select(i => Stump(i, 0.5 * i, -1))) + "end of trees\n";
        var model = NativeModels.Load(Encoding.UTF8.GetBytes(text));
        var results = new double[model.Outputs.Count];
        model.Score([1], results);
        for (var i = 0; i < 3; i++) results[i].ShouldBe(1 / (1 + Math.Exp(-2 * 0.5 * i)), 1e-12, "the probabilities do not add up to 1, "
            + "as in LightGBM");
        model.PredictLabel([1]).ShouldBe("2");
    }

    [Theory]
    [InlineData(1, 2.25)]
    [InlineData(9, -4)]
    public void LightGBMs_root_is_undone_with_its_sign(double x, double expected)
    {
        var text = "tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nmax_feature_idx=0\nobjective=regression "
            + "sqrt\nfeature_names=x\nfeature_infos=[0:10]\n\n" + Stump(0, 1.5, -2) + "end of trees\n";
        var results = new double[1];
        NativeModels.Load(Encoding.UTF8.GetBytes(text)).Score([x], results);
        results[0].ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void Two_classes_one_against_all_are_refused() =>
        Should.Throw<NativeModelException>(() => NativeModels.Load(Encoding.UTF8.GetBytes(
            "tree\nversion=v4\nnum_class=2\nnum_tree_per_iteration=2\nmax_feature_idx=0\nobjective=multiclassova num_class:2 "
                + "sigmoid:1\nfeature_names=x\nfeature_infos=[0:10]\n\n" + Stump(0, 1, 2) + Stump(1, 1, 2) + "end of trees\n")));

    [Theory]
    [InlineData("reg:squarederror", 1)]
    [InlineData("binary:logistic", 1)]
    [InlineData("multi:softprob", 3)]
    public void A_linear_booster_predicts_as_XGBoost_does(string objective, int classes)
    {
        const int rows = 200;
        var random = new Random(7);
        var (values, labels) = (new float[rows * Features], new float[rows]);
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < Features; i++) values[(row * Features) + i] = random.Next(8) == 0 ? float.NaN : random.NextSingle() * 4;
            var sum = Enumerable.Range(0, Features).Sum(i => float.IsNaN(values[(row * Features) + i])
                ? 0 : (i - 1) * values[(row * Features) + i]);
            labels[row] = objective == "reg:squarederror"
                ? sum : objective == "binary:logistic" ? (sum > 0 ? 1 : 0) : sum > 1 ? 2 : sum > -1 ? 1 : 0;
        }
        var (file, expected) = Train(objective, classes, values, labels);
        var model = NativeModels.Load(file);
        var actual = new float[rows * model.Outputs.Count];
        model.Score(values, rows, actual);
        for (var row = 0; row < rows; row++)
        {
            // Of two classes XGBoost gives the second, of several all, of a number itself.
            if (classes == 1) actual[(row * model.Outputs.Count) + IndexOfPrediction(model)].ShouldBe(expected[row], 1e-6f, $"row {row}");
            else for (var k = 0; k < classes; k++)
                actual[(row * model.Outputs.Count) + k].ShouldBe(expected[(row * classes) + k], 1e-6f, $"row {row}");
        }
        expected.Distinct().Count().ShouldBeGreaterThan(rows / 2, "the booster has learnt something");
    }

    private static int IndexOfPrediction(PmmlModel model) => Math.Max(model.Labels.ToList().IndexOf("1"), 0);

    private static string Stump(int number, double low, double high) =>
        $"Tree={number}\nnum_leaves=2\nnum_cat=0\nsplit_feature=0\nsplit_gain=1\nthreshold=5\ndecision_type=2\nleft_child=-1\nright_child=-2\nleaf_value={Text(low)} {Text(high)}\nleaf_weight=1 1\nleaf_count=1 1\ninternal_value=0\ninternal_weight=2\ninternal_count=2\nis_linear=0\nshrinkage=1\n\n";

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static (byte[] File, float[] Predictions) Train(string objective, int classes, float[] values, float[] labels)
    {
        nint matrix;
        fixed (float* data = values) LibXgboost.Check(LibXgboost.XGDMatrixCreateFromMat(data, (ulong)labels.Length, Features, float.NaN,
            out matrix));
        using var rows = new MatrixHandle(matrix);
        fixed (float* data = labels) LibXgboost.Check(LibXgboost.XGDMatrixSetFloatInfo(rows, "label", data, (ulong)labels.Length));
        LibXgboost.Check(LibXgboost.XGBoosterCreate(&matrix, 1, out var created));
        using var booster = new BoosterHandle(created);
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("booster", "gblinear"), ("objective", objective), ("nthread", "1"),
            ("verbosity", "0"), .. classes > 1 ? [("num_class", Text(classes))] : Array.Empty<(string, string)>()])
            LibXgboost.Check(LibXgboost.XGBoosterSetParam(booster, name, value));
        for (var i = 0; i < 10; i++) LibXgboost.Check(LibXgboost.XGBoosterUpdateOneIter(booster, i, rows));
        LibXgboost.Check(LibXgboost.XGBoosterPredict(booster, rows, 0, 0, 0, out var length, out var results));
        var predictions = new ReadOnlySpan<float>(results, checked((int)length)).ToArray();
        LibXgboost.Check(LibXgboost.XGBoosterSaveModelToBuffer(booster, """{"format":"json"}""", out var bytes, out var model));
        return (new ReadOnlySpan<byte>(model, checked((int)bytes)).ToArray(), predictions);
    }
}
