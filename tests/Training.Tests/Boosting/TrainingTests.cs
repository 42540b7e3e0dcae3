using System.Runtime.InteropServices;
using Maintenance.MlNet;
using Maintenance.MlNet.Reading;
using Maintenance.MlNet.Tests;
using Maintenance.Pmml;
using Maintenance.Pmml.Ensembles;
using Maintenance.Training.Boosting;
using Maintenance.Training.Rows;

namespace Maintenance.Training.Tests.Boosting;

/// <summary>
/// What <c>maintenance train</c> writes: a zip and a PMML document that give ML.NET's own bits, and the same bytes for the same seed.
/// </summary>
public sealed class TrainingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void Both_forms_give_MLNETs_own_bits_on_rows_it_has_not_seen(int classes)
    {
        var rows = Samples.Labelled(classes, count: 2000, seed: 1);
        var trees = BoostedTrees.Train(rows, Samples.Classes(classes), Samples.Growth, seed: 1, CancellationToken.None);
        var made = TrainedModel.Make(trees, Samples.Text, CollectionsMarshal.AsSpan(rows.Values));
        var values = Samples.Labelled(classes, count: 5000, seed: 2).Values.ToArray();

        var expected = Score(MlNetModelReader.LoadUncompiled(made.Zip), values);
        expected.Distinct().Count().ShouldBeGreaterThan(200, "the test tells rows apart");
        var compiled = MlNetModelReader.TryLoadCompiled(made.Zip).ShouldNotBeNull();
        compiled.IsFlatEnsemble.ShouldBeTrue();
        Score(new CompiledModel(compiled), values).ShouldBe(expected);
        Score(new CompiledModel(PmmlModel.Load(made.Pmml)), values).ShouldBe(expected);
        trees.Predict(values, 5000).ShouldBe(expected);
    }

    // Only whether the sensor is there tells the label: ML.NET's own zip of these trees sends every row the same way.
    [Fact]
    public void What_a_missing_sensor_tells_is_learnt_and_survives_MLNETs_zip()
    {
        var (random, rows) = (new Random(3), new TrainingRows(Samples.Features));
        for (var i = 0; i < 1000; i++)
        {
            float[] row = [.. Samples.Features.Select(_ => (random.NextSingle() * 4) - 2)];
            if (i % 3 == 0) row[2] = float.NaN;
            rows.Add(row, i % 3 == 0 ? 10 : 0, 1);
        }
        var trees = BoostedTrees.Train(rows, [], Samples.Growth with { ColumnSample = 1 }, seed: 1, CancellationToken.None);
        var scores = Score(MlNetModelReader.LoadUncompiled(
            TrainedModel.Make(trees, Samples.Text, CollectionsMarshal.AsSpan(rows.Values)).Zip), [.. rows.Values]);
        for (var i = 0; i < scores.Length; i++) scores[i].ShouldBe(rows.Labels[i], 1f, $"row {i}");
    }

    [Fact]
    public void The_same_rows_and_seed_give_the_same_bytes_whenever_they_are_trained()
    {
        var rows = Samples.Labelled(3, 800, seed: 4);
        TrainedModel Make(int seed) =>
            TrainedModel.Make(BoostedTrees.Train(rows, Samples.Classes(3), Samples.Growth, seed, CancellationToken.None), Samples.Text,
            CollectionsMarshal.AsSpan(rows.Values));
        var (first, again, other) = (Make(1), Make(1), Make(2));
        again.Zip.ShouldBe(first.Zip);
        again.Pmml.ShouldBe(first.Pmml);
        other.Pmml.ShouldNotBe(first.Pmml);
    }

    [Fact]
    public void Levels_of_a_life_are_columns_of_the_zip_and_the_same_bits_in_all_forms()
    {
        var rows = Samples.Labelled(0, 1500, seed: 5);
        var trees = BoostedTrees.Train(rows, [], Samples.Growth, seed: 1, CancellationToken.None);
        LevelLine[] levels = [new("rul_p10_hours", [new(-1, -2), new(0.1, -0.3), new(0.77, 0.4), new(2, 1.9)]),
            new("rul_p50_hours", [new(0, 0.1), new(1.3, 1.7)]), new("rul_limit_hours", [new(0, 1.7), new(1, 1.7)])];
        var made = TrainedModel.Make(trees, Samples.Text with { Levels = levels }, CollectionsMarshal.AsSpan(rows.Values));
        var values = Samples.Labelled(0, 3000, seed: 6).Values.ToArray();
        var compiled = MlNetModelReader.TryLoadCompiled(made.Zip).ShouldNotBeNull();
        compiled.Outputs.ShouldBe(["y", "rul_p10_hours", "rul_p50_hours", "rul_limit_hours"]);
        var expected = Score(MlNetModelReader.LoadUncompiled(made.Zip), values);
        Score(new CompiledModel(compiled), values).ShouldBe(expected);
        Score(new CompiledModel(PmmlModel.Load(made.Pmml)), values).ShouldBe(expected);
        expected.Where((_, i) => i % 4 == 1).ShouldContain(0f, "the line is cut at zero");
        expected.Where((_, i) => i % 4 == 3).ShouldAllBe(limit => limit == 1.7f);
    }

    private static float[] Score(Core.Ports.IConditionModel model, float[] values)
    {
        var count = values.Length / model.Inputs.Count;
        var results = new float[count * model.Outputs.Count];
        model.Score(values, count, results);
        return results;
    }
}
