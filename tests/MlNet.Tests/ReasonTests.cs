using Maintenance.Core.Ports;

namespace Maintenance.MlNet.Tests;

/// <summary>Reasons: exact Shapley values of trees, ML.NET's own contributions of other models, and words where there are none.</summary>
public sealed class ReasonTests
{
    [Fact]
    public void Contributions_of_trees_made_elsewhere_add_up_to_the_score()
    {
        IConditionModel model = new MlNetModelReader().Load(ImportTests.Make("LightGBM regression"));
        var rows = Samples.Labelled(0, 200, seed: 3);
        var (contributions, means) = (new float[model.Inputs.Count], new List<double>());
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, score) = (rows.Values.GetRange(i * model.Inputs.Count, model.Inputs.Count).ToArray(), new float[1]);
            model.Score(row, 1, score);
            model.Explain(row, 0, contributions);
            means.Add(score[0] - contributions.Sum(c => (double)c));
        }
        model.WithoutReasons.ShouldBeNull();
        (means.Max() - means.Min()).ShouldBeLessThan(1e-4, "what is left is the model's mean, the same for each row");
    }

    [Fact]
    public void A_linear_model_gives_weight_times_value_as_MLNET_does()
    {
        IConditionModel model = new MlNetModelReader().Load(ImportTests.Make("normalised SDCA"));
        model.WithoutReasons.ShouldBeNull();
        float[] low = [0, 0, 0, 0, 0, 0, 0, 0], high = [0, 0, 0, 0, 0, 1, 0, 0];
        var (scores, first, second) = (new float[2], new float[8], new float[8]);
        model.Score([.. low, .. high], 2, scores);
        model.Explain(low, 0, first);
        model.Explain(high, 0, second);
        (second[5] - first[5]).ShouldBe(scores[1] - scores[0], 1e-4f);
        for (var i = 0; i < 8; i++)
            if (i != 5) second[i].ShouldBe(first[i]);
        second[5].ShouldNotBe(0);
    }

    [Fact]
    public void Each_class_of_a_one_versus_all_model_has_contributions_of_its_own()
    {
        IConditionModel model = new MlNetModelReader().Load(ImportTests.Make("one versus all of SDCA"));
        model.WithoutReasons.ShouldBeNull();
        var row = Enumerable.Repeat(0.5f, 8).ToArray();
        var all = Enumerable.Range(0, 4).Select(output =>
        {
            var contributions = new float[8];
            model.Explain(row, output, contributions);
            return string.Join(' ', contributions);
        });
        all.Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void A_model_without_contributions_says_so()
    {
        IConditionModel model = new MlNetModelReader().Load(ImportTests.Make("maximum entropy"));
        model.WithoutReasons.ShouldBe("no reasons: this kind of model does not give contributions");
        var contributions = Enumerable.Repeat(1f, 8).ToArray();
        model.Explain(new float[8], 0, contributions);
        contributions.ShouldAllBe(c => c == 0);
    }
}
