using static Maintenance.Pmml.Tests.Elements.Documents;

namespace Maintenance.Pmml.Tests.Elements;

/// <summary>A row's outputs are its own: where a model does not run, they are missing, not left over from the row before.</summary>
public sealed class RowIndependenceTests
{
    private const string Fields = "<DataField name='x' optype='continuous' dataType='double'><Interval closure='closedClosed' "
        + "leftMargin='0' rightMargin='10'/></DataField><DataField name='u' optype='continuous' dataType='double'/><DataField name='t' "
        + "optype='continuous' dataType='double'/>";

    private const string Schema = "<MiningSchema><MiningField name='t' usageType='target'/><MiningField name='x'/></MiningSchema>";

    private const string Double = $"<RegressionModel functionName='regression'>{Schema}<LocalTransformations><DerivedField name='d' "
        + "optype='continuous' dataType='double'><Apply function='*'><FieldRef field='x'/><Constant>2</Constant></Apply></DerivedField>"
        + "</LocalTransformations><RegressionTable intercept='0'><NumericPredictor name='d' coefficient='1'/></RegressionTable>"
        + "</RegressionModel>";

    [Fact]
    public void An_invalid_row_has_no_further_target_of_its_neighbours()
    {
        var model = Load(Fields, "<NearestNeighborModel functionName='regression' numberOfNeighbors='1'><MiningSchema><MiningField "
            + "name='t' usageType='target'/><MiningField name='u' usageType='target'/><MiningField name='x'/></MiningSchema><Output>"
            + "<OutputField name='second' feature='predictedValue' targetField='u'/></Output><TrainingInstances><InstanceFields>"
            + "<InstanceField field='x'/><InstanceField field='t'/><InstanceField field='u'/></InstanceFields><InlineTable><row><x>1</x>"
            + "<t>3</t><u>30</u></row><row><x>8</x><t>4</t><u>40</u></row></InlineTable></TrainingInstances><ComparisonMeasure "
            + "kind='distance'><euclidean/></ComparisonMeasure><KNNInputs><KNNInput field='x'/></KNNInputs></NearestNeighborModel>");
        ScoreBoth(model, "second", 7, 99).ShouldBe((40, float.NaN));
    }

    [Fact]
    public void An_invalid_row_has_no_outputs_of_derived_fields_and_segments()
    {
        var inner = Double.Replace("<LocalTransformations>", "<Output><OutputField name='inner' feature='predictedValue'/></Output>"
            + "<LocalTransformations>", StringComparison.Ordinal);
        var model = Load(Fields, $"<MiningModel functionName='regression'>{Schema}<Output><OutputField name='moved' "
            + "feature='transformedValue' optype='continuous' dataType='double'><FieldRef field='e'/></OutputField></Output>"
            + "<LocalTransformations><DerivedField name='e' optype='continuous' dataType='double'><Apply function='+'><FieldRef "
            + "field='x'/><Constant>1</Constant></Apply></DerivedField></LocalTransformations><Segmentation "
            + $"multipleModelMethod='modelChain'><Segment><True/>{inner}</Segment></Segmentation></MiningModel>");
        ScoreBoth(model, "inner", 4, 99).ShouldBe((8, float.NaN));
        ScoreBoth(model, "moved", 4, 99).ShouldBe((5, float.NaN));
    }

    [Fact]
    public void A_segment_that_does_not_apply_has_no_entity()
    {
        var model = Load(Fields, $"<MiningModel functionName='regression'>{Schema}<Output><OutputField name='rule' feature='entityId' "
            + $"segmentId='b'/></Output><Segmentation multipleModelMethod='selectAll'><Segment id='a'><True/>{Double}</Segment><Segment "
            + "id='b'><SimplePredicate field='x' operator='lessThan' value='5'/><RuleSetModel functionName='regression'>" + Schema
            + "<RuleSet defaultScore='1'><RuleSelectionMethod criterion='firstHit'/><SimpleRule id='only' score='2.5'><True/>"
            + "</SimpleRule></RuleSet></RuleSetModel></Segment></Segmentation></MiningModel>");
        ScoreBoth(model, "rule", 1, 9).ShouldBe((0, float.NaN));
    }

    [Fact]
    public void A_selected_segment_without_an_output_gives_none()
    {
        var model = Load(Fields, $"<MiningModel functionName='regression'>{Schema}<Segmentation multipleModelMethod='selectFirst'>"
            + "<Segment><SimplePredicate field='x' operator='lessThan' value='5'/><MiningModel functionName='regression'>" + Schema
            + $"<Segmentation multipleModelMethod='average'><Segment><True/>{Double}</Segment></Segmentation></MiningModel></Segment>"
            + $"<Segment><True/><RegressionModel functionName='regression'>{Schema}<Output><OutputField name='o' "
            + "feature='predictedValue'/></Output><RegressionTable intercept='3'/></RegressionModel></Segment></Segmentation>"
            + "</MiningModel>");
        ScoreBoth(model, "o", 9, 1).ShouldBe((3, float.NaN));
    }

    [Fact]
    public void A_clustering_that_is_called_a_regression_is_refused() =>
        Should.Throw<PmmlException>(() => Load(Fields, "<ClusteringModel functionName='regression' modelClass='centerBased' "
            + "numberOfClusters='1'><MiningSchema><MiningField name='x'/></MiningSchema><ComparisonMeasure kind='distance'><euclidean/>"
            + "</ComparisonMeasure><ClusteringField field='x'/><Cluster><Array n='1' type='real'>1</Array></Cluster></ClusteringModel>"))
            .Message.ShouldContain("functionName must be clustering");

    private static (float First, float Second) ScoreBoth(PmmlModel model, string output, float first, float second)
    {
        var (at, width) = (model.Outputs.ToList().IndexOf(output), model.Outputs.Count);
        var results = new float[2 * width];
        model.Score([first, second], 2, results);
        return (results[at], results[width + at]);
    }
}
