using static Maintenance.Pmml.Tests.Dialects.Dialect;
using static Maintenance.Pmml.Tests.Elements.Documents;

namespace Maintenance.Pmml.Tests.Dialects;

/// <summary>
/// Trees and general regressions of a statistics package: extensions everywhere, priors, ordinal fields, partitions, `$R-` names.
/// </summary>
public sealed class SpssTests
{
    private const string Head = """<Header copyright="none"><Application name="Clementine" version="18"/></Header>""";

    private const string Tree = $"""
        <PMML version="3.2" xmlns="http://www.dmg.org/PMML-3_2">{Head}
          <DataDictionary numberOfFields="3">
            <Extension name="storageType" value="string" extender="spss.com"/>
            <DataField name="wear" displayName="wear" optype="ordinal" dataType="string"><Extension name="storageType" value="string" extender="spss.com"/>
              <Value value="low" property="valid"/><Value value="medium" property="valid"/><Value value="high" property="valid"/></DataField>
            <DataField name="heat" optype="continuous" dataType="double"><Interval closure="closedClosed" leftMargin="0" rightMargin="200"/></DataField>
            <DataField name="state" optype="categorical" dataType="string"><Value value="F" property="valid"/><Value value="T" property="valid"/></DataField>
          </DataDictionary>
          <TreeModel modelName="state" functionName="classification" algorithmName="CRT" missingValueStrategy="defaultChild" splitCharacteristic="binarySplit">
            <Extension name="modelID" value="0" extender="spss.com"/>
            <MiningSchema><MiningField name="wear" usageType="active" importance="0.6"/><MiningField name="heat" usageType="active" invalidValueTreatment="asMissing"/><MiningField name="state" usageType="predicted"/></MiningSchema>
            <Output><OutputField name="$R-state" displayName="Predicted Value" optype="categorical" dataType="string" targetField="state" feature="predictedValue"/>
              <OutputField name="$RC-state" displayName="Confidence of Prediction" optype="continuous" dataType="double" targetField="state" feature="confidence"/>
              <OutputField name="$RI-state" optype="categorical" dataType="string" feature="entityId"/></Output>
            <Targets><Target field="state"><TargetValue value="F" priorProbability="0.5"/><TargetValue value="T" priorProbability="0.5"/></Target></Targets>
            <Node id="0" score="F" recordCount="10" defaultChild="1"><True/><ScoreDistribution value="F" recordCount="6" confidence="0.6"/><ScoreDistribution value="T" recordCount="4" confidence="0.4"/>
              <Node id="1" score="F" recordCount="5"><Extension name="x" value="y" extender="spss.com"/><SimplePredicate field="wear" operator="lessOrEqual" value="medium"/>
                <Partition name="p"><PartitionFieldStats field="heat"/></Partition><ScoreDistribution value="F" recordCount="5"/><ScoreDistribution value="T" recordCount="0"/></Node>
              <Node id="2" score="T" recordCount="5" defaultChild="4"><SimplePredicate field="wear" operator="greaterThan" value="medium"/><ScoreDistribution value="F" recordCount="1"/><ScoreDistribution value="T" recordCount="4"/>
                <Node id="3" score="F" recordCount="1"><SimplePredicate field="heat" operator="lessThan" value="50"/><ScoreDistribution value="F" recordCount="1"/></Node>
                <Node id="4" score="T" recordCount="4"><CompoundPredicate booleanOperator="or"><SimplePredicate field="heat" operator="greaterOrEqual" value="50"/></CompoundPredicate><ScoreDistribution value="F" recordCount="1"/><ScoreDistribution value="T" recordCount="3"/></Node></Node></Node>
          </TreeModel>
        </PMML>
        """;

    private const string General = $"""
        <PMML version="4.1" xmlns="http://www.dmg.org/PMML-4_1">{Head}
          <DataDictionary numberOfFields="3">
            <DataField name="crew" optype="categorical" dataType="string"><Value value="A"/><Value value="B"/></DataField>
            <DataField name="hours" optype="continuous" dataType="double"/>
            <DataField name="state" optype="categorical" dataType="integer"><Value value="1"/><Value value="2"/><Value value="3"/></DataField>
          </DataDictionary>
          <GeneralRegressionModel modelType="multinomialLogistic" functionName="classification" targetVariableName="state" targetReferenceCategory="3" algorithmName="LogisticRegression">
            <MiningSchema><MiningField name="crew"/><MiningField name="hours" missingValueTreatment="asIs"/><MiningField name="state" usageType="predicted"/></MiningSchema>
            <Targets><Target field="state"><TargetValue value="1" priorProbability="0.5"/><TargetValue value="2" priorProbability="0.25"/><TargetValue value="3" priorProbability="0.25"/></Target></Targets>
            <ParameterList><Parameter name="P1" label="Intercept"/><Parameter name="P2" label="[crew=A]"/><Parameter name="P3" label="[crew=B]"/><Parameter name="P4" label="hours by crew A"/></ParameterList>
            <FactorList><Predictor name="crew" contrastMatrixType="indicator"/></FactorList><CovariateList><Predictor name="hours"/></CovariateList>
            <PPMatrix><PPCell value="A" predictorName="crew" parameterName="P2"/><PPCell value="B" predictorName="crew" parameterName="P3"/><PPCell value="1" predictorName="hours" parameterName="P4"/><PPCell value="A" predictorName="crew" parameterName="P4"/></PPMatrix>
            <PCovMatrix type="model"><PCovCell pRow="P1" pCol="P1" tRow="1" tCol="1" value="0.1"/></PCovMatrix>
            <ParamMatrix><PCell targetCategory="1" parameterName="P1" beta="0.5" df="1"/><PCell targetCategory="1" parameterName="P2" beta="1" df="1"/><PCell targetCategory="1" parameterName="P3" beta="0" df="0"/>
              <PCell targetCategory="2" parameterName="P1" beta="-0.5" df="1"/><PCell targetCategory="2" parameterName="P4" beta="0.25" df="1"/></ParamMatrix>
          </GeneralRegressionModel>
        </PMML>
        """;

    [Theory]
    [InlineData("medium", "60", "F", 1, "1")]
    [InlineData("high", "60", "T", 0.75, "4")]
    [InlineData("high", "49", "F", 1, "3")]
    [InlineData("high", "500", "T", 0.75, "4")] // invalid heat is missing, and the default child takes the row
    [InlineData(null, "60", "F", 1, "1")]
    public void A_tree_over_an_ordinal_field_scores(string? wear, string heat, string state, double confidence, string node)
    {
        (string, string)[] cells = wear is null ? [("heat", heat)] : [("wear", wear), ("heat", heat)];
        var row = Score(Load(Tree), cells);
        (row["$R-state"], row["$RI-state"]).ShouldBe((state, node));
        row.Number("$RC-state").ShouldBe(confidence, 1e-12);
    }

    [Fact]
    public void A_multinomial_regression_scores_and_falls_back_on_its_priors()
    {
        var row = Score(Load(General), ("crew", "A"), ("hours", "4"));
        var (one, two) = (Math.Exp(1.5), Math.Exp(0.5)); // 0.5 + 1; −0.5 + 0.25·4
        row.Number("probability(1)").ShouldBe(one / (one + two + 1), 1e-12);
        row.Number("probability(3)").ShouldBe(1 / (one + two + 1), 1e-12);
        Score(Load(General), ("hours", "4")).ShouldContainKeyAndValue("probability(2)", "0.25");
    }
}
