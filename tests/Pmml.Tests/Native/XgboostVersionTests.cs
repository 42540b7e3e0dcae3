using System.Text;

namespace Maintenance.Pmml.Tests.Native;

/// <summary>What the versions of XGBoost from 1.0 to 3 write differently; expected values by hand.</summary>
public sealed class XgboostVersionTests
{
    [Theory]
    [InlineData("0", -1)]
    [InlineData("2", 1)] // a category of the split goes right
    [InlineData("7", -1)]
    [InlineData(null, 1)] // default_left of the split is 0
    public void Version_1_7_writes_a_bare_NaN_at_a_split_of_categories(string? category, double expected)
    {
        var model = NativeModels.Load(Encoding.UTF8.GetBytes("""
            {"learner":{"feature_names":["a \"NaN\" \\"],"feature_types":["c"],
            "learner_model_param":{"base_score":"0","num_class":"0","num_feature":"1"},"objective":{"name":"reg:squarederror"},
            "gradient_booster":{"name":"gbtree","model":{"tree_info":[0],"trees":[{"left_children":[1,-1,-1],"right_children":[2,-1,-1],
            "split_indices":[0,0,0],"split_conditions":[NaN,-1E0,1E0],"base_weights":[-Infinity,Infinity,nan],"default_left":[0,0,0],
            "categories":[2,3],"categories_nodes":[0],"categories_segments":[0],"categories_sizes":[2]}]}}},"version":[1,7,6]}
            """));
        model.Inputs.ShouldBe(["a \"NaN\" \\"]);
        Score(model, category).ShouldBe([expected]);
    }

    [Fact]
    public void A_split_of_categories_makes_its_feature_categorical_without_feature_types()
    {
        var model = NativeModels.Load(Encoding.UTF8.GetBytes("""
            {"learner":{"learner_model_param":{"base_score":"0","num_class":"0","num_feature":"1"},"objective":{"name":"reg:squarederror"},
            "gradient_booster":{"name":"gbtree","model":{"tree_info":[0],"trees":[{"left_children":[1,-1,-1],"right_children":[2,-1,-1],
            "split_indices":[0,0,0],"split_conditions":[4,-1,1],"default_left":[0,0,0],
            "categories":[4],"categories_nodes":[0],"categories_segments":[0],"categories_sizes":[1]}]}}}}
            """));
        Score(model, "4").ShouldBe([1]);
        Score(model, "5").ShouldBe([-1]);
    }

    [Theory]
    [InlineData("\"best_iteration\":\"1\"", "\"2\"", 1 + 2 + 4 + 8)] // two rounds of two trees
    [InlineData("\"best_iteration\":\"1\"", "\"3\"", 63)]
    [InlineData("\"best_iteration\":\"0\",\"best_ntree_limit\":\"3\"", "\"0\"", 1 + 2 + 4)] // before 1.4
    [InlineData("", "\"2\"", 63)] // not stopped early
    public void Early_stopping_without_iteration_indptr_counts_trees_of_a_round(string attributes, string perRound, double expected) =>
        Score((Powers with { Learner = "\"attributes\":{" + attributes + "},", TreesPerRound = perRound }).Load(),
            "9").ShouldBe([expected]);

    [Fact]
    public void Early_stopping_with_iteration_indptr_follows_it() => Score(
        (Powers with { Learner = "\"attributes\":{\"best_iteration\":\"1\"},", Model = "\"iteration_indptr\":[0,1,4,6]," }).Load(), "9")
        .ShouldBe([1 + 2 + 4 + 8]);

    [Fact]
    public void Rounds_of_several_targets_have_a_tree_for_each()
    {
        var file = new XgboostFile { Targets = 2, Trees = [(0, 0, 1), (1, 0, 2), (0, 0, 4), (1, 0, 8)] };
        Score(file.Load(iterations: 1), "9").ShouldBe([1, 2]);
        Score(file.Load(), "9").ShouldBe([5, 10]);
    }

    [Theory]
    [InlineData("\"best_iteration\":\"1\"", "\"0\"", "num_parallel_tree")]
    [InlineData("\"best_iteration\":\"3\"", "\"2\"", "has only 3 rounds")]
    public void Rounds_that_cannot_be_told_are_refused(string attributes, string perRound, string because) =>
        Should.Throw<NativeModelException>(() =>
            (Powers with
            {
                Learner = "\"attributes\":{" + attributes + "},",
                TreesPerRound = perRound
            }).Load()).Message.ShouldContain(because);

    [Theory]
    [InlineData("binary:logistic", "0.5", 0.26894142, 0.88079708)]
    [InlineData("count:poisson", "1", 0.36787944, 7.3890561)]
    [InlineData("reg:gamma", "2", 0.73575888, 14.7781122)] // sums begin with ln 2
    [InlineData("reg:squaredlogerror", "0.25", -0.75, 2.25)]
    [InlineData("binary:logitraw", "0.25", -0.75, 2.25)]
    [InlineData("binary:hinge", "0.25", 0, 1)]
    public void Each_target_has_an_output_with_the_link(string objective, string baseScore, double first, double second)
    {
        var model = new XgboostFile { Objective = objective, BaseScore = baseScore, Targets = 2, Trees = [(0, -1, 0), (1, 2, 0)] }.Load();
        model.Columns.ShouldBe(["_target1", "_target2"]);
        model.Labels.ShouldBeEmpty("several labels are several numbers, not classes");
        var results = Score(model, "3");
        results[0].ShouldBe(first, 1e-6);
        results[1].ShouldBe(second, 1e-6);
    }

    [Theory]
    [InlineData("0", -1, 0)]
    [InlineData("0", 0.25, 1)]
    [InlineData("0.5", -0.5, 0)] // a sum of zero is no 1
    public void A_hinge_predicts_1_above_zero(string baseScore, double leaf, double expected) => Score(
        new XgboostFile { Objective = "binary:hinge", BaseScore = baseScore, Trees = [(0, leaf, leaf)] }.Load(), "1").ShouldBe([expected]);

    [Theory]
    [InlineData("[0E0]", 1e-6)] // since 3.1: labels that are all 0
    [InlineData("[1E0]", 1 - 1e-6)]
    [InlineData("[2.5E-1]", 0.25)]
    public void A_list_of_base_scores_bounds_probabilities(string baseScore, double expected) => ProbabilityOf1(
        new XgboostFile { Objective = "binary:logistic", BaseScore = baseScore, Trees = [(0, 0, 0)] }.Load()).ShouldBe(expected, 1e-7);

    [Theory]
    [InlineData("binary:logistic", "0", "lie between 0 and 1")]
    [InlineData("reg:gamma", "[-1]", "be above 0")]
    [InlineData("reg:squarederror", "[1,2,3]", "3 base scores for 1 outputs")]
    public void A_base_score_that_does_not_fit_is_refused(string objective, string baseScore, string because) =>
        Should.Throw<NativeModelException>(() => new XgboostFile
        {
            Objective = objective, BaseScore = baseScore, Trees = [(0, 1,
            2)]
        }.Load())
            .Message.ShouldContain(because);

    [Theory]
    [InlineData("Infinity", "3e38", 1)]
    [InlineData("-Infinity", "-3e38", 2)]
    [InlineData("NaN", "-3e38", 2)]
    [InlineData("inf", null, 1)]
    public void Thresholds_need_not_be_finite(string threshold, string? cell, double expected) =>
        Score(new XgboostFile { Threshold = threshold, Trees = [(0, 1, 2)] }.Load(), cell).ShouldBe([expected]);

    [Fact]
    public void A_leaf_that_is_not_finite_is_refused_by_its_tree()
    {
        var json = new XgboostFile { Trees = [(0, 1, 2), (0, 77, 3)] }.Json().Replace("77", "NaN", StringComparison.Ordinal);
        Should.Throw<NativeModelException>(() => NativeModels.Load(Encoding.UTF8.GetBytes(json))).Message.ShouldContain("tree 1");
    }

    private static XgboostFile Powers => new() { Trees = [.. Enumerable.Range(0, 6).Select(i => (0, 0.0, Math.Pow(2, i)))] };

    private static double[] Score(PmmlModel model, string? cell)
    {
        var results = new string?[model.Columns.Count];
        model.ScoreText([cell], results);
        return [.. results.Select(r => double.Parse(r!, System.Globalization.CultureInfo.InvariantCulture))];
    }

    private static double ProbabilityOf1(PmmlModel model)
    {
        var results = new double[model.Outputs.Count];
        model.Score([double.NaN], results);
        return results[model.Outputs.ToList().IndexOf("probability(1)")];
    }
}
