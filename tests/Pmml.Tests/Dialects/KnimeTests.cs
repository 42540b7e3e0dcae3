using static Maintenance.Pmml.Tests.Dialects.Dialect;
using static Maintenance.Pmml.Tests.Elements.Documents;

namespace Maintenance.Pmml.Tests.Dialects;

/// <summary>
/// An ensemble of a workflow tool: trees of fractions by string columns, combined by votes, every document's confidences its own.
/// </summary>
public sealed class KnimeTests
{
    private const string Document = """
        <?xml version="1.0" encoding="UTF-8"?>
        <PMML xmlns="http://www.dmg.org/PMML-4_2" version="4.2">
          <Header copyright="none"><Application name="KNIME" version="4.7.0"/></Header>
          <DataDictionary numberOfFields="3"><DataField name="heat" optype="continuous" dataType="integer"><Interval closure="closedClosed" leftMargin="0.0" rightMargin="99.0"/></DataField>
            <DataField name="rig" optype="categorical" dataType="string"><Value value="north 1"/><Value value="south &quot;2&quot;"/></DataField>
            <DataField name="state" optype="categorical" dataType="string"><Value value="ok"/><Value value="worn"/></DataField></DataDictionary>
          <MiningModel functionName="classification">
            <MiningSchema><MiningField name="heat" invalidValueTreatment="asIs"/><MiningField name="rig" invalidValueTreatment="asIs"/><MiningField name="state" invalidValueTreatment="asIs" usageType="target"/></MiningSchema>
            <Output><OutputField name="state (Out)" feature="predictedValue" dataType="string" optype="categorical"/><OutputField name="P(state=worn)" feature="probability" value="worn" dataType="double" optype="continuous"/><OutputField name="why" feature="confidence" segmentId="2"/></Output>
            <Segmentation multipleModelMethod="weightedMajorityVote">
              <Segment id="1" weight="2.0"><True/><TreeModel modelName="DecisionTree" functionName="classification" splitCharacteristic="binarySplit" missingValueStrategy="lastPrediction" noTrueChildStrategy="returnNullPrediction">
                <MiningSchema><MiningField name="heat" invalidValueTreatment="asIs"/><MiningField name="state" usageType="target"/></MiningSchema>
                <Node id="0" score="ok" recordCount="10.0"><True/><ScoreDistribution value="ok" recordCount="7.0"/><ScoreDistribution value="worn" recordCount="3.0"/>
                  <Node id="1" score="ok" recordCount="6.0"><SimplePredicate field="heat" operator="lessOrEqual" value="50.5"/><ScoreDistribution value="ok" recordCount="6.0"/><ScoreDistribution value="worn" recordCount="0.0"/></Node>
                  <Node id="2" score="worn" recordCount="4.0"><SimplePredicate field="heat" operator="greaterThan" value="50.5"/><ScoreDistribution value="ok" recordCount="1.0"/><ScoreDistribution value="worn" recordCount="3.0"/></Node></Node></TreeModel></Segment>
              <Segment id="2" weight="1.0"><True/><TreeModel modelName="DecisionTree" functionName="classification" splitCharacteristic="multiSplit" missingValueStrategy="lastPrediction" noTrueChildStrategy="returnLastPrediction">
                <MiningSchema><MiningField name="rig" invalidValueTreatment="asIs"/><MiningField name="state" usageType="target"/></MiningSchema>
                <Node id="0" score="ok" recordCount="10.0"><True/><ScoreDistribution value="ok" recordCount="7.0" confidence="0.625"/><ScoreDistribution value="worn" recordCount="3.0" confidence="0.25"/>
                  <Node id="1" score="worn" recordCount="2.0"><SimpleSetPredicate field="rig" booleanOperator="isIn"><Array type="string" n="1">"south \"2\""</Array></SimpleSetPredicate><ScoreDistribution value="ok" recordCount="0.0" confidence="0.1"/><ScoreDistribution value="worn" recordCount="2.0" confidence="0.75"/></Node></Node></TreeModel></Segment>
            </Segmentation>
          </MiningModel>
        </PMML>
        """;

    [Theory]
    [InlineData("60", "south \"2\"", "worn", 1, 0.75)]
    [InlineData("60", "north 1", "worn", 2 / 3.0, 0.625)]
    [InlineData("40", "south \"2\"", "ok", 1 / 3.0, 0.75)]
    [InlineData("60", null, "worn", 2 / 3.0, 0.625)] // the last prediction of the second tree
    public void A_vote_of_trees_scores(string heat, string? rig, string state, double worn, double confidence)
    {
        (string, string)[] cells = rig is null ? [("heat", heat)] : [("heat", heat), ("rig", rig)];
        var row = Score(Load(Document), cells);
        row["state (Out)"].ShouldBe(state);
        row.Number("P(state=worn)").ShouldBe(worn, 1e-12);
        row.Number("why").ShouldBe(confidence, 1e-12);
    }
}
