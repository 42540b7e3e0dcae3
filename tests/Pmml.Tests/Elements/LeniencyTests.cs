using static Maintenance.Pmml.Tests.Elements.Documents;

namespace Maintenance.Pmml.Tests.Elements;

/// <summary>What exporters write beside the letter of the schema, and ordinal targets.</summary>
public sealed class LeniencyTests
{
    private const string Schema = "<MiningSchema><MiningField name='t' usageType='target'/><MiningField name='x'/></MiningSchema>";

    [Fact]
    public void An_ordinal_targets_tables_cumulate()
    {
        // F(−1), F(1) − F(−1), 1 − F(1), in the order of the declaration whatever the tables' order.
        var model = Load("<DataField name='o' optype='ordinal' dataType='string'><Value value='low'/><Value value='ok'/><Value "
            + "value='high'/></DataField>" + Numbers,
            "<RegressionModel functionName='classification' normalizationMethod='logit'><MiningSchema><MiningField name='o' "
                + "usageType='target'/><MiningField name='x'/></MiningSchema>" +
            "<RegressionTable intercept='0' targetCategory='high'/><RegressionTable intercept='-1' targetCategory='low'><NumericPredictor "
                + "name='x' coefficient='1'/></RegressionTable><RegressionTable intercept='1' targetCategory='ok'><NumericPredictor "
                + "name='x' coefficient='1'/></RegressionTable></RegressionModel>");
        var row = Score(model, "0");
        var low = 1 / (1 + Math.E);
        row.Number("probability(low)").ShouldBe(low, 1e-12);
        row.Number("probability(ok)").ShouldBe(1 - (2 * low), 1e-12);
        row.Number("probability(high)").ShouldBe(low, 1e-12);
        row["o"].ShouldBe("ok");
    }

    [Theory]
    [InlineData("leftMargin='-Infinity' rightMargin='5'", "-1e300", "1")]
    [InlineData("leftMargin='5' rightMargin='+INF'", "1e300", "1")]
    public void An_unbounded_side_of_an_interval_may_be_written_out(string margins, string cell, string expected)
    {
        var model = Load(Numbers, "<RegressionModel functionName='regression'><MiningSchema><MiningField name='t' "
            + "usageType='target'/><MiningField name='x'/></MiningSchema><LocalTransformations><DerivedField name='d' optype='continuous' "
            + "dataType='double'>" +
            "<Discretize field='x' dataType='double' defaultValue='0'><DiscretizeBin binValue='1'><Interval "
                + $"closure='closedClosed' {margins}/></DiscretizeBin></Discretize></DerivedField></LocalTransformations><RegressionTable "
                + "intercept='0'><NumericPredictor name='d' coefficient='1'/></RegressionTable></RegressionModel>");
        Score(model, cell)["t"].ShouldBe(expected);
    }

    [Theory]
    [InlineData("lessThan", "true", "false", "5")]
    [InlineData("greaterOrEqual", "0.5", "true", "5")]
    [InlineData("lessOrEqual", "false", "true", "7")]
    public void A_categorical_boolean_is_ordered_false_before_true(string comparison, string bound, string cell, string expected)
    {
        var model = Load(Numbers + "<DataField name='on' optype='categorical' dataType='boolean'><Value value='false'/><Value "
            + "value='true'/></DataField>", "<TreeModel functionName='regression'><MiningSchema><MiningField name='t' "
            + "usageType='target'/><MiningField name='on'/></MiningSchema><Node><True/><Node score='5'><SimplePredicate field='on' "
            + $"operator='{comparison}' value='{bound}'/></Node><Node score='7'><True/></Node></Node></TreeModel>");
        Score(model, cell)["t"].ShouldBe(expected);
    }

    [Fact]
    public void A_leaf_that_no_training_row_reached_gives_its_score_without_probabilities()
    {
        var model = Load(Numbers + Label, "<TreeModel functionName='classification'><MiningSchema><MiningField name='c' "
            + "usageType='target'/><MiningField name='x'/></MiningSchema><Node score='a'><True/><Node score='b' recordCount='0'>"
            + "<SimplePredicate field='x' operator='lessThan' value='0'/><ScoreDistribution value='a' recordCount='0'/><ScoreDistribution "
            + "value='b' recordCount='0.0'/></Node><Node score='a'><True/><ScoreDistribution value='a' recordCount='3'/><ScoreDistribution "
            + "value='b' recordCount='1'/></Node></Node></TreeModel>");
        var row = Score(model, "-1");
        (row["c"], row["probability(a)"], row["probability(b)"]).ShouldBe(("b", null, null));
        Score(model, "1").Number("probability(a)").ShouldBe(0.75);
    }

    [Theory]
    [InlineData("", "<NumericPredictor name='x' coefficient='1'/>", true)]
    [InlineData("<DerivedField name='e' optype='continuous' dataType='double'><Apply function='+'><FieldRef field='d'/><FieldRef "
        + "field='x'/></Apply></DerivedField>", "<NumericPredictor name='x' coefficient='1'/>", true)]
    [InlineData("", "<NumericPredictor name='d' coefficient='1'/>", false)]
    public void A_derived_field_that_reads_the_target_is_left_out_unless_used(string more, string predictor, bool loads)
    {
        var model = "<RegressionModel functionName='regression'>" + Schema + "<LocalTransformations><DerivedField name='d' "
            + "optype='continuous' dataType='double'><Apply function='ln'><FieldRef field='t'/></Apply></DerivedField>" + more
            + "</LocalTransformations><RegressionTable intercept='1'>" + predictor + "</RegressionTable></RegressionModel>";
        if (loads) Score(Load(Numbers, model), "2")["t"].ShouldBe("3");
        else Should.Throw<PmmlException>(() => Load(Numbers, model)).Message.ShouldContain("'t'");
    }

    [Fact]
    public void The_first_model_that_is_meant_to_be_scored_is_scored()
    {
        string Model(int constant, bool scorable) => "<RegressionModel functionName='regression' "
            + $"isScorable='{(scorable ? "true" : "false")}'>" + Schema + $"<RegressionTable intercept='{constant}'/></RegressionModel>";
        Score(Load(Numbers, Model(1, false) + Model(2, true) + Model(3, true)), "0")["t"].ShouldBe("2");
    }

    [Fact]
    public void A_margin_of_the_wrong_infinity_is_refused() =>
        Should.Throw<PmmlException>(() => Load("<DataField name='x' optype='continuous' dataType='double'><Interval "
            + "closure='closedClosed' leftMargin='Infinity'/></DataField>", "<RegressionModel "
            + "functionName='regression'><MiningSchema><MiningField name='x'/></MiningSchema><RegressionTable "
            + "intercept='0'/></RegressionModel>")).Element.ShouldBe("Interval");

    [Theory]
    [InlineData("x-log1p", "1", 0.693147180559945)]
    [InlineData("x-tanh", "0.5", 0.46211715726001)]
    public void Functions_go_by_their_earlier_names_too(string function, string cell, double expected)
    {
        var model = Load(Numbers, "<RegressionModel functionName='regression'><MiningSchema><MiningField name='t' "
            + "usageType='target'/><MiningField name='x'/></MiningSchema><LocalTransformations><DerivedField name='d' "
            + $"optype='continuous' dataType='double'><Apply function='{function}'><FieldRef "
            + "field='x'/></Apply></DerivedField></LocalTransformations><RegressionTable intercept='0'><NumericPredictor name='d' "
            + "coefficient='1'/></RegressionTable></RegressionModel>");
        Score(model, cell).Number("t").ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void A_scorecard_nobody_asks_for_reasons_needs_none()
    {
        var model = Load(Numbers, $"<Scorecard functionName='regression' initialScore='10'>{Schema}<Characteristics><Characteristic "
            + "name='cx'><Attribute partialScore='1'><SimplePredicate field='x' operator='lessThan' value='2'/></Attribute><Attribute "
            + "partialScore='7'><True/></Attribute></Characteristic></Characteristics></Scorecard>");
        Score(model, "1")["t"].ShouldBe("11");
    }
}
