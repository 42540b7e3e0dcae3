using Maintenance.Training.Bench.Xgboost;
using Maintenance.Training.Rows;

namespace Maintenance.Pmml.Tests;

/// <summary>XGBoost's own model file, loaded by the engine, against XGBoost itself on rows with missing values.</summary>
public sealed class XgboostModelTests
{
    private const int Features = 12;
    private const int Classes = 4;
    private const int Rows = 1000;

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(11)]
    public void A_classifier_predicts_and_explains_as_XGBoost_does(int depth)
    {
        string[] names = [.. Enumerable.Range(0, Features).Select(i => $"f{i}")];
        var training = Sample(names, seed: 3);
        using var booster = XgboostOracle.Train(training, new XgboostParameters
        {
            Objective = "multi:softprob", Classes = Classes, Rounds =
            25, Depth = depth
        }, seed: 1, _ => { });
        var values = Sample(names, seed: 4).Values.ToArray();
        var model = NativeModels.Load(booster.SaveJson());
        model.ExplainsExactly.ShouldBeTrue();

        var (expected, actual) = (booster.Predict(values, Rows), new float[Rows * Classes]);
        model.Score(values, Rows, actual);
        for (var i = 0; i < actual.Length; i++) actual[i].ShouldBe(expected[i], 1e-6, $"value {i}");

        var contributions = booster.PredictContributions(values, Rows);
        var explained = new float[Features];
        for (var row = 0; row < Rows; row++)
        {
            for (var label = 0; label < Classes; label++)
            {
                model.Explain(values.AsSpan(row * Features, Features), label, explained);
                var theirs = contributions.AsSpan((row * Classes + label) * (Features + 1), Features);
                for (var f = 0; f < Features; f++) explained[f].ShouldBe(theirs[f], 1e-5, $"row {row}, class {label}, feature {f}");
            }
        }
    }

    // Classes that depend on several features together and on one being missing, so that trees are deep and every default counts.
    private static TrainingRows Sample(string[] names, int seed)
    {
        var random = new Random(seed);
        var rows = new TrainingRows(names);
        Span<float> row = stackalloc float[Features];
        for (var i = 0; i < Rows; i++)
        {
            foreach (ref var value in row) value = random.NextDouble() < 0.15 ? float.NaN : (float)((random.NextDouble() * 4) - 2);
            var score = Math.Sin(Or0(row[0]) * Or0(row[1])) + Or0(row[2]) * Or0(row[3]) + (float.IsNaN(row[4])
                ? 1.5 : Or0(row[5])) + random.NextDouble();
            rows.Add(row, Math.Clamp((int)Math.Floor(score + 1.5), 0, Classes - 1), 1 + random.NextSingle());
        }
        return rows;
    }

    private static double Or0(float value) => float.IsNaN(value) ? 0 : value;
}
