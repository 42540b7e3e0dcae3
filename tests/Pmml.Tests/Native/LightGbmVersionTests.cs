using System.Globalization;

namespace Maintenance.Pmml.Tests.Native;

/// <summary>What LightGBM 2.1 to 4 and its Python package write differently; expected values by hand.</summary>
public sealed class LightGbmVersionTests
{
    private const int Category = 1, DefaultLeft = 2, MissingIsZero = 4, MissingIsNaN = 8;

    // Category 1 of 'bit' goes left.
    private static readonly (int, int, string, string, double, double) BitSplit = (1, Category, "0", "2", 10, 20);

    [Theory]
    [InlineData("0,1")]
    [InlineData("name:rig,bit")]
    [InlineData(null)] // without parameters: two lists, and two features that may be categorical
    public void A_list_of_categories_belongs_to_its_column_even_if_that_is_constant(string? declared)
    {
        var model = new LightGbmFile
        {
            Features = [("rig", "none"), ("bit", "0:1:2"), ("load", "[0:1]")], Trees = [BitSplit], Declared = declared,
            Pandas = """[["jackup"], ["milled", "pdc", "tricone"]]""",
        }.Load();
        Score(model, "jackup", "pdc", "0.5").ShouldBe(10);
        Score(model, "jackup", "milled", "0.5").ShouldBe(20);
        Score(model, "semi", "tricone", "").ShouldBe(20);
    }

    [Fact]
    public void A_constant_number_gets_no_list()
    {
        var model = new LightGbmFile
        {
            Features = [("offset", "none"), ("bit", "0:1:2")], Trees = [BitSplit], Declared = "1", Pandas = """[["a", "b", "c"]]""",
        }.Load();
        Score(model, "7.5", "b").ShouldBe(10);
        Score(model, "7.5", "c").ShouldBe(20);
    }

    [Theory]
    [InlineData("1", """[["low", "high"], ["a", "b", "c"]]""", "2 lists")] // an ordered category is trained as a number, but has a list
    [InlineData("0,1", """[["a", "b", "c"]]""", "1 lists")] // column 0 was declared by number, without a category of pandas
    [InlineData("1", """[["a", "b"]]""", "code 2")]
    public void A_list_whose_column_is_not_in_the_file_is_refused(string declared, string pandas, string because) =>
        Should.Throw<NativeModelException>(() => new LightGbmFile
        {
            Features = [("depth", "[0:1]"), ("bit", "0:1:2")], Trees = [BitSplit], Declared = declared, Pandas = pandas,
        }.Load()).Message.ShouldContain(because);

    [Theory]
    [InlineData("true")]
    [InlineData("True")]
    [InlineData("TRUE")]
    public void Truth_values_are_categories_however_a_table_writes_them(string yes)
    {
        var model = new LightGbmFile { Features = [("x", "[0:1]"), ("on", "0:1")], Trees = [BitSplit], Pandas = "[[false, true]]" }.Load();
        Score(model, "0", yes).ShouldBe(10);
        Score(model, "0", "False").ShouldBe(20);
        Score(model, "0", "yes").ShouldBe(20);
    }

    [Theory]
    [InlineData("inf", 0, 1, 1)] // missing counts as zero
    [InlineData("inf", DefaultLeft | MissingIsNaN, 1, 1)]
    [InlineData("inf", MissingIsNaN, 1, 2)]
    [InlineData("-inf", 0, 2, 2)]
    [InlineData("-inf", DefaultLeft | MissingIsNaN, 2, 1)]
    [InlineData("nan", MissingIsNaN, 2, 2)]
    [InlineData("-nan", DefaultLeft | MissingIsZero, 2, 1)]
    [InlineData("1.#INF", MissingIsNaN, 1, 2)]
    [InlineData("-1.#IND", MissingIsNaN, 2, 2)]
    public void Thresholds_are_written_as_C_writes_them(string threshold, int decision, double ofNumbers, double ofMissing)
    {
        var model = new LightGbmFile { Trees = [(0, decision, threshold, "", 1, 2)] }.Load();
        foreach (var number in (string[])["-1e300", "1", "1e300"]) Score(model, number).ShouldBe(ofNumbers, number);
        Score(model, "").ShouldBe(ofMissing);
    }

    [Fact]
    public void A_leaf_that_is_not_a_number_is_refused_by_its_tree() => Should.Throw<NativeModelException>(() =>
        new LightGbmFile { Trees = [(0, 0, "1", "", 1, 2), (0, 0, "1", "", double.NaN, 2)] }.Load()).Message.ShouldContain("Tree=1");

    [Theory]
    [InlineData("cross_entropy_lambda", 1.5, 1.7014132779827524)] // ln(1 + e^1.5)
    [InlineData("xentlambda", 1.5, 1.7014132779827524)] // its name in LightGBM 2
    [InlineData("xentropy", 1.5, 0.8175744761936437)]
    [InlineData("cross_entropy", 1.5, 0.8175744761936437)]
    [InlineData("gamma", 1.5, 4.4816890703380645)]
    [InlineData("tweedie", 1.5, 4.4816890703380645)]
    [InlineData("huber", 1.5, 1.5)]
    [InlineData("fair", 1.5, 1.5)]
    [InlineData("mape", 1.5, 1.5)]
    [InlineData("quantile alpha:0.9", 1.5, 1.5)]
    [InlineData("regression_l1 sqrt", 1.5, 2.25)]
    [InlineData("rank_xendcg", 1.5, 1.5)]
    public void Each_objective_has_its_link(string objective, double sum, double expected) => Score(
        new LightGbmFile { Objective = objective, Trees = [(0, 0, "5", "", sum, sum)] }.Load(), "1").ShouldBe(expected, 1e-14);

    [Fact]
    public void An_unknown_objective_is_refused_with_those_that_are_known() => Should.Throw<NativeModelException>(() =>
        new LightGbmFile { Objective = "focal", Trees = [(0, 0, "5", "", 1, 2)] }.Load()).Message.ShouldContain("supported are "
            + "regression,");

    [Theory]
    [InlineData("v2", null)]
    [InlineData("v3", null)]
    [InlineData("v5", "v2, v3 and v4 are supported")]
    public void Files_of_LightGBM_2_1_and_later_are_read(string version, string? refused)
    {
        var file = new LightGbmFile { Version = version, Trees = [(0, DefaultLeft | MissingIsNaN, "5", "", 1, 2)] };
        if (refused is null) Score(file.Load(), "7").ShouldBe(2);
        else Should.Throw<NativeModelException>(file.Load).Message.ShouldContain(refused);
    }

    [Theory]
    [InlineData("binary sigmoid:2", 0.9168273035060777)] // 1 / (1 + e^(-2·1.2))
    [InlineData("poisson", 3.3201169227365472)] // e^1.2
    public void Linear_trees_have_any_link(string objective, double expected)
    {
        // Right leaf: 0.2 + 0.125·8 = 1.2
        var model = new LightGbmFile
        {
            Objective = objective, Trees = [(0, DefaultLeft | MissingIsNaN, "5", "", 3, 4)],
            Extra = "is_linear=1\nleaf_const=0 0.2\nnum_features=0 1\nleaf_features= 0 \nleaf_coeff= 0.125 \n",
        }.Load();
        var results = new double[model.Outputs.Count];
        model.Score([8], results);
        results[Math.Max(model.Outputs.ToList().IndexOf("probability(1)"), 0)].ShouldBe(expected, 1e-14);
    }

    private static double Score(PmmlModel model, params string[] cells)
    {
        var results = new string?[model.Columns.Count];
        model.ScoreText(cells, results);
        return double.Parse(results[0]!, CultureInfo.InvariantCulture);
    }
}
