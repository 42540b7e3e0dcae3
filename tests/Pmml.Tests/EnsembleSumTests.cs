using System.Text.Json;
using Maintenance.Training.Bench.Xgboost;
using Maintenance.Training.Rows;

namespace Maintenance.Pmml.Tests;

/// <summary>
/// Trained ensembles by all ways through the engine against libxgboost: the same bits, for every batch size, without allocation.
/// </summary>
public sealed class EnsembleSumTests
{
    private const int Features = 20;
    private const int Rows = 1000;
    private const float BaseScore = 0.3f;

    // 64 rows at once; ranks in several parts, as fine bins give a feature more than 255 thresholds; walks, as trees have more than 256
    // leaves.
    [Theory]
    [InlineData(1, 30, 256)]
    [InlineData(6, 60, 256)]
    [InlineData(6, 300, 2000)]
    [InlineData(12, 25, 2000)]
    public void Sums_are_libxgboosts_to_the_bit_alone_and_in_any_batch(int depth, int trees, int bins)
    {
        var (model, booster) = Train(depth, trees, bins);
        using var owner = booster;
        var values = Sample(seed: 7).Values.ToArray();
        var expected = booster.Predict(values, Rows);
        using var prepared = XgboostOracle.Prepare(values, Rows);
        prepared.PredictInPlace(booster).ToArray().ShouldBe(expected);
        expected.Distinct().Count().ShouldBeGreaterThan(depth == 1 ? 30 : 300);

        foreach (var batch in (int[])[1, 2, 7, 8, 9, 15, 16, 17, 63, 64, 65, 200, Rows])
        {
            var results = new float[Rows];
            for (var first = 0; first < Rows; first += batch)
            {
                var count = Math.Min(batch, Rows - first);
                model.Score(values.AsSpan(first * Features, count * Features), count, results.AsSpan(first));
            }
            results.ShouldBe(expected, $"batches of {batch}");
        }
        var reference = new float[Rows];
        model.ScoreByReference(values, Rows, reference);
        reference.ShouldBe(expected);
    }

    [Fact]
    public void Values_at_thresholds_and_beyond_all_numbers_take_the_way_the_document_says()
    {
        var (model, booster) = Train(depth: 6, trees: 40, bins: 256);
        using var owner = booster;
        using var json = JsonDocument.Parse(booster.SaveJson());
        var thresholds = json.RootElement.GetProperty("learner").GetProperty("gradient_booster").GetProperty("model").GetProperty("trees")
            .EnumerateArray().SelectMany(t =>
            t.GetProperty("split_conditions").EnumerateArray().Zip(t.GetProperty("left_children").EnumerateArray())
                .Where(n => n.Second.GetInt32() >= 0).Select(n => n.First.GetSingle())).ToArray();
        thresholds.ShouldNotBeEmpty();
        float[] extremes = [float.NegativeInfinity, float.MinValue, -0f, 0f, float.Epsilon, float.MaxValue, float.PositiveInfinity,
            float.NaN];
        var random = new Random(3);
        var values = new float[Rows * Features];
        for (var i = 0; i < values.Length; i++)
        {
            var threshold = thresholds[random.Next(thresholds.Length)];
            values[i] = random.Next(4) switch
            {
                0 => extremes[random.Next(extremes.Length)],
                1 => threshold,
                2 =>
                MathF.BitDecrement(threshold),
                _ => MathF.BitIncrement(threshold)
            };
        }
        var (together, alone, reference) = (new float[Rows], new float[Rows], new float[Rows]);
        model.Score(values, Rows, together);
        for (var row = 0; row < Rows; row++) model.Score(values.AsSpan(row * Features, Features), 1, alone.AsSpan(row));
        model.ScoreByReference(values, Rows, reference);
        together.ShouldBe(reference);
        alone.ShouldBe(reference);
    }

    [Fact]
    public void Scoring_a_batch_or_a_row_allocates_nothing()
    {
        var (model, booster) = Train(depth: 6, trees: 60, bins: 256);
        booster.Dispose();
        var (values, results) = (Sample(seed: 9).Values.ToArray(), new float[Rows]);
        Allocated.By(Run).ShouldBe(0);

        void Run()
        {
            model.Score(values, Rows, results);
            for (var row = 0; row < Rows; row++) model.Score(values.AsSpan(row * Features, Features), 1, results);
        }
    }

    private static (PmmlModel Model, XgboostOracle Booster) Train(int depth, int trees, int bins)
    {
        var training = Sample(seed: 5);
        var booster = XgboostOracle.Train(training, new XgboostParameters
        {
            Objective = "reg:squarederror",
            Rounds = trees,
            Depth = depth,
            Bins = bins,
            BaseScore = BaseScore,
            Gamma = 0,
            MinimumChildWeight = 1,
            LearningRate = 0.1,
        }, seed: 1, _ => { });
        var model = NativeModels.Load(booster.SaveJson());
        model.IsFlatEnsemble.ShouldBeTrue();
        return (model, booster);
    }

    private static TrainingRows Sample(int seed)
    {
        var random = new Random(seed);
        var rows = new TrainingRows([.. Enumerable.Range(0, Features).Select(i => $"f{i}")]);
        Span<float> row = stackalloc float[Features];
        for (var i = 0; i < Rows; i++)
        {
            foreach (ref var value in row) value = random.NextDouble() < 0.15 ? float.NaN : (float)((random.NextDouble() * 4) - 2);
            rows.Add(row, (float)(Math.Sin(Or0(row[0]) * Or0(row[1])) + (Or0(row[2]) * Or0(row[3])) + (float.IsNaN(row[4])
                ? 1.5 : Or0(row[5])) + random.NextDouble()), 1);
        }
        return rows;
    }

    private static double Or0(float value) => float.IsNaN(value) ? 0 : value;
}
