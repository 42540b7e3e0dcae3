using static Maintenance.Pmml.Tests.Elements.Documents;

namespace Maintenance.Pmml.Tests.Elements;

/// <summary>Four training rows on a plane; distances and means by hand.</summary>
public sealed class NearestNeighborTests
{
    private const string Rows =
        "<TrainingInstances isTransformed='true'><InstanceFields><InstanceField field='id' column='id'/><InstanceField field='x' "
            + "column='x'/><InstanceField field='y' column='y'/><InstanceField field='t' column='t'/><InstanceField field='c' "
            + "column='c'/></InstanceFields>" +
        "<InlineTable><row><id>p</id><x>0</x><y>0</y><t>1</t><c>a</c></row><row><id>q</id><x>3</x><y>4</y><t>10</t><c>b</c></row>" +
        "<row><id>r</id><x>6</x><y>8</y><t>100</t><c>b</c></row><row><id>s</id><x>30</x><y>40</y><t>1000</t><c>a</c></row></InlineTable></TrainingInstances>";

    private const string Output =
        "<Output><OutputField name='first' feature='entityId' rank='1'/><OutputField name='second' feature='entityId' rank='2'/>" +
        "<OutputField name='d2' optype='continuous' dataType='double' feature='affinity' rank='2'/></Output>";

    [Theory]
    [InlineData("average", 37)]
    [InlineData("median", 10)]
    [InlineData("weightedAverage", (0.2 * 1 + 1 * 10 + 1.0 / 6 * 100) / (0.2 + 1 + 1.0 / 6))]
    public void A_number_is_the_mean_median_or_weighted_mean_of_the_nearest(string method, double expected)
    {
        // From (3, 4): q at 0, p and r at 5. Threshold 1: weights 1/(0+1), 1/(5+1), 1/(5+1).
        if (method == "weightedAverage") expected = (10 + 1 / 6.0 + 100 / 6.0) / (1 + 2 / 6.0);
        var model = Regression(method);
        var row = Score(model, "3", "4");
        row.Number("t").ShouldBe(expected, 1e-12);
        row["first"].ShouldBe("q");
        row["second"].ShouldBe("p", "the earlier of equals");
        row.Number("d2").ShouldBe(5);
    }

    [Fact]
    public void A_missing_value_is_left_out_and_the_distance_scaled_up()
    {
        // Only x counts: q is the nearest at 0; p and r at sqrt(9 × 2).
        Score(Regression("average"), "3", null).Number("d2").ShouldBe(Math.Sqrt(18), 1e-12);
        Score(Regression("average"), null, null)["t"].ShouldBeNull();
    }

    [Fact]
    public void Most_of_the_nearest_decide_the_category()
    {
        var model = Load(Numbers + Label, Model("classification", "c", "categoricalScoringMethod='majorityVote'"));
        var row = Score(model, "3", "4");
        row["c"].ShouldBe("b");
        row.Number("probability(b)").ShouldBe(2 / 3.0, 1e-12);
        Score(model, "-100", "-100")["first"].ShouldBe("p");
    }

    [Theory]
    [InlineData("zinc", "zinc", "brass", "zinc")] // one vote each: brass is declared first, but zinc is more frequent
    [InlineData("brass", "zinc", "zinc", "zinc")]
    [InlineData("zinc", "brass", "tin", "brass")] // one row each: the lexically first
    public void A_tie_is_won_by_the_more_frequent_category_then_by_the_lexically_first(
        string near, string far, string away, string expected)
    {
        // Two neighbours at the same distance, and a third row that only counts as a training row.
        var model = Load(Numbers + "<DataField name='m' optype='categorical' dataType='string'><Value value='tin'/><Value "
            + "value='brass'/><Value value='zinc'/></DataField>",
            "<NearestNeighborModel functionName='classification' numberOfNeighbors='2'><MiningSchema><MiningField name='m' "
            + "usageType='target'/><MiningField name='x'/></MiningSchema><TrainingInstances><InstanceFields><InstanceField field='x' "
            + "column='x'/><InstanceField field='m' column='m'/></InstanceFields><InlineTable>"
            + $"<row><x>1</x><m>{near}</m></row><row><x>3</x><m>{(near == expected ? away : far)}</m></row><row><x>90</x><m>"
            + $"{(near == expected ? far : away)}</m></row></InlineTable></TrainingInstances><ComparisonMeasure "
            + "kind='distance'><euclidean/></ComparisonMeasure><KNNInputs><KNNInput field='x'/></KNNInputs></NearestNeighborModel>");
        var row = Score(model, "2");
        row["m"].ShouldBe(expected);
        row.Number($"probability({expected})").ShouldBe(0.5);
    }

    [Fact]
    public void More_neighbours_than_rows_are_refused() =>
        Should.Throw<PmmlException>(() =>
            Load(Numbers, Model("regression", "t", "")
            .Replace("numberOfNeighbors='3'", "numberOfNeighbors='5'"))).Element.ShouldBe("NearestNeighborModel");

    [Fact]
    public void A_field_made_of_others_is_made_for_the_training_rows_too()
    {
        // x + y: p 0, q 7, r 14, s 70; from 3 + 4 the nearest are q at 0, p and r at 7.
        var model = Load(Numbers, Model("regression", "t", "continuousScoringMethod='average'")
            .Replace("<KNNInput field='x'/><KNNInput field='y'/>", "<KNNInput field='sum'/>")
            .Replace("<TrainingInstances", "<LocalTransformations><DerivedField name='sum' optype='continuous' dataType='double'><Apply "
                + "function='+'><FieldRef field='x'/><FieldRef "
                + "field='y'/></Apply></DerivedField></LocalTransformations><TrainingInstances"));
        var row = Score(model, "3", "4");
        (row["t"], row["first"], row["second"], row["d2"]).ShouldBe(("37", "q", "p", "7"));
    }

    [Fact]
    public void Further_targets_are_predicted_from_the_same_neighbours()
    {
        var model = Load(Numbers + Label, Model("regression", "t", "continuousScoringMethod='average'")
            .Replace("<MiningField name='t' usageType='target'/>",
                "<MiningField name='t' usageType='target'/><MiningField name='c' usageType='target'/>")
            .Replace("<Output>", "<Output><OutputField name='label' feature='predictedValue' targetField='c'/><OutputField name='number' "
                + "feature='predictedValue' targetField='t'/>"));
        var row = Score(model, "3", "4");
        (row["t"], row["number"], row["label"]).ShouldBe(("37", "37", "b"));
        Score(model, null, null)["label"].ShouldBeNull();
    }

    private static PmmlModel Regression(string method) =>
        Load(Numbers, Model("regression", "t", $"continuousScoringMethod='{method}' threshold='1'"));

    private static string Model(string function, string target, string attributes) =>
        $"<NearestNeighborModel functionName='{function}' numberOfNeighbors='3' instanceIdVariable='id' {attributes}>" +
        $"<MiningSchema><MiningField name='{target}' usageType='target'/><MiningField name='x'/><MiningField "
            + $"name='y'/></MiningSchema>{Output}{Rows}" +
        "<ComparisonMeasure kind='distance' compareFunction='absDiff'><euclidean/></ComparisonMeasure><KNNInputs><KNNInput "
            + "field='x'/><KNNInput field='y'/></KNNInputs></NearestNeighborModel>";
}
