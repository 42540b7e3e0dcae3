using static Maintenance.Pmml.Tests.Elements.Documents;

namespace Maintenance.Pmml.Tests.Elements;

public sealed class TargetTests
{
    private const string Schema = "<MiningSchema><MiningField name='t' usageType='target'/><MiningField name='x'/></MiningSchema>";
    private const string ClassSchema = "<MiningSchema><MiningField name='c' usageType='target'/><MiningField name='x'/></MiningSchema>";

    [Fact]
    public void A_default_value_stands_where_there_is_no_prediction_and_is_rescaled_like_one()
    {
        var model = Load(Numbers, Line("<Targets><Target field='t' rescaleFactor='10' max='6'><TargetValue "
            + "defaultValue='4'/></Target></Targets>"));
        Score(model, "2")["t"].ShouldBe("50"); // (1 + 2·2)·10
        Score(model, "9")["t"].ShouldBe("60"); // 19 clipped to 6
        Score(model, [null])["t"].ShouldBe("40");
    }

    [Fact]
    public void Prior_probabilities_stand_where_there_is_no_prediction()
    {
        var model = Load(Numbers + Label,
            $"<TreeModel functionName='classification'>{ClassSchema}<Output><OutputField name='p' feature='probability' "
                + "value='b'/></Output>" +
            "<Targets><Target field='c' optype='categorical'><TargetValue value='a' priorProbability='0.3'/><TargetValue value='b' "
                + "priorProbability='0.7'/></Target></Targets>" +
            "<Node score='a'><True/><Node score='a'><SimplePredicate field='x' operator='lessThan' value='5'/><ScoreDistribution "
                + "value='a' recordCount='3'/><ScoreDistribution value='b' recordCount='1'/></Node></Node></TreeModel>");
        var known = Score(model, "1");
        (known["c"], known["p"]).ShouldBe(("a", "0.25"));
        var unknown = Score(model, "9");
        (unknown["c"], unknown["p"], unknown["probability(a)"]).ShouldBe(("b", "0.7", "0.3"));
    }

    [Fact]
    public void An_invalid_row_has_no_result_and_no_default_either()
    {
        var model = Load(Numbers.Replace("<DataField name='x' optype='continuous' dataType='double'/>", "<DataField name='x' "
            + "optype='continuous' dataType='double'><Interval closure='closedClosed' leftMargin='0' rightMargin='10'/></DataField>"),
            Line("<Targets><Target field='t'><TargetValue defaultValue='4'/></Target></Targets>"));
        Score(model, "11")["t"].ShouldBeNull();
        Score(model, [null])["t"].ShouldBe("4");
    }

    [Fact]
    public void The_target_of_another_field_does_not_count()
    {
        var model = Load(Numbers, Line("<Targets><Target field='y' rescaleFactor='10'/><Target field='t' rescaleConstant='1'/></Targets>"));
        Score(model, "2")["t"].ShouldBe("6");
    }

    [Fact]
    public void Categories_have_names_for_people()
    {
        var model = Load(Numbers + Label,
            $"<TreeModel functionName='classification'>{ClassSchema}<Output><OutputField name='shown' "
                + "feature='predictedDisplayValue'/><OutputField name='plain' feature='predictedValue'/></Output>" +
            "<Targets><Target field='c'><TargetValue value='a' displayValue='Good'/><TargetValue value='b' "
                + "displayValue='Worn'/></Target></Targets>" +
            "<Node score='b'><True/></Node></TreeModel>");
        var row = Score(model, "1");
        (row["shown"], row["plain"]).ShouldBe(("Worn", "b"));
    }

    [Theory]
    [InlineData("<TargetValue defaultValue='1'/><TargetValue defaultValue='2'/>", "TargetValue")]
    [InlineData("<TargetValue value='a' priorProbability='1.5'/>", "TargetValue")]
    public void A_contradictory_target_is_refused(string values, string element) =>
        Should.Throw<PmmlException>(() => Load(Numbers, Line($"<Targets><Target field='t'>{values}</Target></Targets>"))).Element.ShouldBe(
            element);

    [Fact]
    public void Boosted_trees_whose_target_has_a_default_keep_their_value()
    {
        var tree = $"<Segment><True/><TreeModel functionName='regression' missingValueStrategy='nullPrediction'>{Schema}<Node><True/>" +
            "<Node score='1'><SimplePredicate field='x' operator='lessThan' value='5'/></Node><Node score='2'><SimplePredicate field='x' "
                + "operator='greaterOrEqual' value='5'/></Node></Node></TreeModel></Segment>";
        var model = Load(Numbers, $"<MiningModel functionName='regression'>{Schema}<Targets><Target field='t' "
            + "rescaleConstant='0.5'><TargetValue defaultValue='7'/></Target></Targets>" +
            $"<Segmentation multipleModelMethod='sum'>{tree}{tree}</Segmentation></MiningModel>");
        Score(model, "9")["t"].ShouldBe("4.5");
        Score(model, [null])["t"].ShouldBe("7.5");
        var results = new float[2];
        model.Score([9f, float.NaN], 2, results);
        results.ShouldBe([4.5f, 7.5f]);
    }

    private static string Line(string targets) =>
        $"<RegressionModel functionName='regression'>{Schema}{targets}<RegressionTable intercept='1'><NumericPredictor name='x' "
            + "coefficient='2'/></RegressionTable></RegressionModel>";
}
