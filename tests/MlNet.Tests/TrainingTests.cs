using System.Runtime.InteropServices;
using Maintenance.MlNet.Training;
using Maintenance.Scoring.Pmml;

namespace Maintenance.MlNet.Tests;

/// <summary>What <c>maintenance train</c> writes: a zip and a PMML document that give ML.NET's own bits, and the same bytes for the same seed.</summary>
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
        var compiled = new MlNetModelReader().Load(made.Zip).ShouldBeOfType<PmmlModel>();
        compiled.IsFlatEnsemble.ShouldBeTrue();
        Score(compiled, values).ShouldBe(expected);
        Score(PmmlModel.Load(made.Pmml), values).ShouldBe(expected);
        trees.Predict(values, 5000).ShouldBe(expected);
    }

    private static float[] Score(Core.Ports.IConditionModel model, float[] values)
    {
        var count = values.Length / model.Inputs.Count;
        var results = new float[count * model.Outputs.Count];
        model.Score(values, count, results);
        return results;
    }
}
