using static Maintenance.Pmml.Tests.Dialects.Dialect;
using static Maintenance.Pmml.Tests.Elements.Documents;

namespace Maintenance.Pmml.Tests.Dialects;

/// <summary>Pipelines of Spark ML, and boosted trees of LightGBM and H2O, as the JPMML converters write them.</summary>
public sealed class PipelineTests
{
    private const string Spark = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <PMML xmlns="http://www.dmg.org/PMML-4_4" xmlns:data="http://jpmml.org/jpmml-model/InlineTable" version="4.4">
          <Header><Application name="JPMML-SparkML" version="2.4.0"/><Timestamp>2023-01-01T00:00:00Z</Timestamp></Header>
          <DataDictionary><DataField name="crew" optype="categorical" dataType="string"><Value value="B"/><Value value="A"/></DataField><DataField name="heat" optype="continuous" dataType="double"/>
            <DataField name="state" optype="categorical" dataType="string"><Value value="ok"/><Value value="worn"/></DataField></DataDictionary>
          <TransformationDictionary>
            <DerivedField name="std(heat)" optype="continuous" dataType="double"><Apply function="/"><Apply function="-"><FieldRef field="heat"/><Constant dataType="double">50</Constant></Apply><Constant dataType="double">10</Constant></Apply></DerivedField>
            <DerivedField name="bucket(heat)" optype="categorical" dataType="integer"><Discretize field="heat" dataType="integer"><DiscretizeBin binValue="0"><Interval closure="closedOpen" rightMargin="40"/></DiscretizeBin><DiscretizeBin binValue="1"><Interval closure="closedOpen" leftMargin="40"/></DiscretizeBin></Discretize></DerivedField>
          </TransformationDictionary>
          <RegressionModel functionName="classification" normalizationMethod="logit">
            <MiningSchema><MiningField name="state" usageType="target"/><MiningField name="crew" missingValueReplacement="B" missingValueTreatment="asValue" invalidValueTreatment="asMissing"/><MiningField name="heat"/></MiningSchema>
            <Output><OutputField name="pmml(prediction)" optype="categorical" dataType="string" feature="predictedValue" isFinalResult="false"/>
              <OutputField name="prediction" optype="categorical" dataType="integer" feature="transformedValue"><MapValues outputColumn="data:output" dataType="integer"><FieldColumnPair field="pmml(prediction)" column="data:input"/>
                <InlineTable><row><data:input>ok</data:input><data:output>0</data:output></row><row><data:input>worn</data:input><data:output>1</data:output></row></InlineTable></MapValues></OutputField>
              <OutputField name="probability(worn)" optype="continuous" dataType="double" feature="probability" value="worn"/></Output>
            <RegressionTable intercept="0.5" targetCategory="worn"><NumericPredictor name="std(heat)" coefficient="2"/><CategoricalPredictor name="crew" value="A" coefficient="-1"/><CategoricalPredictor name="bucket(heat)" value="1" coefficient="0.25"/></RegressionTable>
            <RegressionTable intercept="0" targetCategory="ok"/>
          </RegressionModel>
        </PMML>
        """;

    private const string LightGbm = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4" x-baseVersion="4.4">
          <Header><Application name="SkLearn2PMML package" version="0.105"/><Timestamp>2024-01-01T00:00:00Z</Timestamp></Header>
          <MiningBuildTask><Extension name="repr">PMMLPipeline(...)</Extension></MiningBuildTask>
          <DataDictionary><DataField name="y" optype="categorical" dataType="integer"><Value value="0"/><Value value="1"/></DataField><DataField name="heat" optype="continuous" dataType="double"><Value value="-999" property="missing"/></DataField><DataField name="crew" optype="categorical" dataType="string"><Value value="A"/><Value value="B"/><Value value="C"/></DataField></DataDictionary>
          <MiningModel functionName="classification" algorithmName="LightGBM">
            <MiningSchema><MiningField name="y" usageType="target"/><MiningField name="heat" importance="1.0"/><MiningField name="crew"/></MiningSchema>
            <Output><OutputField name="probability(0)" optype="continuous" dataType="double" feature="probability" value="0"/><OutputField name="probability(1)" optype="continuous" dataType="double" feature="probability" value="1"/></Output>
            <Segmentation multipleModelMethod="modelChain" x-missingPredictionTreatment="returnMissing">
              <Segment id="1"><True/><MiningModel functionName="regression"><MiningSchema><MiningField name="heat"/><MiningField name="crew"/></MiningSchema>
                <Output><OutputField name="lgbmValue" optype="continuous" dataType="double" isFinalResult="false"/></Output>
                <Segmentation multipleModelMethod="sum" missingPredictionTreatment="returnMissing">
                  <Segment id="1"><True/><TreeModel functionName="regression" missingValueStrategy="none" noTrueChildStrategy="returnLastPrediction" splitCharacteristic="multiSplit"><MiningSchema><MiningField name="heat"/></MiningSchema>
                    <Node score="-0.5"><True/><Node score="0.75"><SimplePredicate field="heat" operator="greaterThan" value="50.000000000000007"/></Node></Node></TreeModel></Segment>
                  <Segment id="2"><True/><TreeModel functionName="regression" noTrueChildStrategy="returnLastPrediction"><MiningSchema><MiningField name="crew"/></MiningSchema>
                    <Node score="0.25"><True/><Node score="1.5"><SimpleSetPredicate field="crew" booleanOperator="isIn"><Array type="string">A C</Array></SimpleSetPredicate></Node></Node></TreeModel></Segment>
                </Segmentation></MiningModel></Segment>
              <Segment id="2"><True/><RegressionModel functionName="classification" normalizationMethod="logit" x-mathContext="double"><MiningSchema><MiningField name="y" usageType="target"/><MiningField name="lgbmValue"/></MiningSchema>
                <RegressionTable intercept="0.0" targetCategory="1"><NumericPredictor name="lgbmValue" coefficient="1.0"/></RegressionTable><RegressionTable intercept="0.0" targetCategory="0"/></RegressionModel></Segment>
            </Segmentation>
          </MiningModel>
        </PMML>
        """;

    private const string H2O = """
        <PMML xmlns="http://www.dmg.org/PMML-4_3" version="4.3">
          <Header><Application name="JPMML-H2O" version="1.2.0"/></Header>
          <DataDictionary><DataField name="wear" optype="continuous" dataType="double"/><DataField name="heat" optype="continuous" dataType="double"/></DataDictionary>
          <MiningModel functionName="regression" x-mathContext="float">
            <MiningSchema><MiningField name="wear" usageType="target"/><MiningField name="heat"/></MiningSchema>
            <Targets><Target field="wear" rescaleConstant="0.1"/></Targets>
            <Segmentation multipleModelMethod="sum">
              <Segment id="1"><True/><TreeModel functionName="regression" missingValueStrategy="nullPrediction" splitCharacteristic="binarySplit" x-mathContext="float"><MiningSchema><MiningField name="heat"/></MiningSchema>
                <Node><True/><Node score="0.2"><CompoundPredicate booleanOperator="or"><SimplePredicate field="heat" operator="isMissing"/><SimplePredicate field="heat" operator="lessThan" value="10.5"/></CompoundPredicate></Node><Node score="0.4"><SimplePredicate field="heat" operator="greaterOrEqual" value="10.5"/></Node></Node></TreeModel></Segment>
            </Segmentation>
          </MiningModel>
        </PMML>
        """;

    [Theory]
    [InlineData("60", "A", 1.75)] // 0.5 + 2·1 − 1 + 0.25
    [InlineData("30", "B", -3.5)]
    [InlineData("30", null, -3.5)]
    [InlineData("30", "unheard of", -3.5)]
    public void A_Spark_pipeline_scores(string heat, string? crew, double logit)
    {
        (string, string)[] cells = crew is null ? [("heat", heat)] : [("heat", heat), ("crew", crew)];
        var row = Score(Load(Spark), cells);
        row.Number("probability(worn)").ShouldBe(1 / (1 + Math.Exp(-logit)), 1e-12);
        row["prediction"].ShouldBe(logit > 0 ? "1" : "0");
    }

    [Theory]
    [InlineData("60", "C", 2.25)]
    [InlineData("50", "B", -0.25)]
    [InlineData("-999", "B", -0.25)] // the document's own word for missing: the node's last prediction
    public void A_LightGBM_pipeline_scores(string heat, string crew, double margin)
    {
        var row = Score(Load(LightGbm), ("heat", heat), ("crew", crew));
        row.Number("probability(1)").ShouldBe(1 / (1 + Math.Exp(-margin)), 1e-12);
        row.Number("probability(0)").ShouldBe(1 - (1 / (1 + Math.Exp(-margin))), 1e-12);
        row["y"].ShouldBe(margin > 0 ? "1" : "0");
    }

    [Theory]
    [InlineData("10", 0.1f + 0.2f)]
    [InlineData("11", 0.1f + 0.4f)]
    [InlineData(null, 0.1f + 0.2f)]
    public void A_boosted_regression_in_single_precision_scores(string? heat, float expected) =>
        ((float)Score(Load(H2O), heat is null ? [] : [("heat", heat)]).Number("wear")).ShouldBe(expected);
}
