using static Maintenance.Pmml.Tests.Elements.Documents;

namespace Maintenance.Pmml.Tests.Elements;

/// <summary>What a chain, a selection and a vote of models give: whose result has which name, and which fields each segment sees.</summary>
public sealed class ChainTests
{
    private const string Two = "<MiningSchema><MiningField name='t' usageType='target'/><MiningField name='y' "
        + "usageType='target'/><MiningField "
        + "name='x'/></MiningSchema>";

    [Theory]
    [InlineData("modelChain", "t", "y")]
    [InlineData("modelChain", "y", "t")] // the result is the last segment's, whatever its target's place in the schema
    [InlineData("multiModelChain", "t", "y")]
    [InlineData("multiModelChain", "y", "t")]
    public void Each_target_has_its_own_result(string method, string first, string second)
    {
        var model = Load(Numbers, $"<MiningModel functionName='regression'>{Two}<Segmentation multipleModelMethod='{method}'>"
            + $"<Segment><True/>{Constant(first, 1)}</Segment><Segment><True/>{Constant(second, 2)}</Segment></Segmentation>"
            + "</MiningModel>");
        var row = Score(model, "0");
        (row[first], row[second]).ShouldBe(("1", "2"));
        var results = new double[model.Outputs.Count];
        model.Score([0.0], results);
        (results[model.Outputs.ToList().IndexOf(first)], results[model.Outputs.ToList().IndexOf(second)]).ShouldBe((1, 2));
    }

    [Fact]
    public void A_segment_that_is_not_reached_leaves_its_target_without_a_result()
    {
        var model = Load(Numbers, $"<MiningModel functionName='regression'>{Two}<Segmentation "
            + "multipleModelMethod='modelChain'><Segment><True/>"
            + $"{Constant("t", 1)}</Segment><Segment><SimplePredicate field='x' operator='greaterThan' "
            + $"value='0'/>{Constant("y", 2)}</Segment>"
            + "</Segmentation></MiningModel>");
        var row = Score(model, "0");
        (row["t"], row["y"]).ShouldBe(("1", null));
        row = Score(model, "1");
        (row["t"], row["y"]).ShouldBe(("1", "2"));
    }

    [Fact]
    public void The_Target_of_each_target_applies_to_its_result()
    {
        var model = Load(Numbers, $"<MiningModel functionName='regression'>{Two}<Targets><Target field='t' rescaleFactor='100'/><Target "
            + "field='y' rescaleFactor='10'/></Targets><Segmentation multipleModelMethod='modelChain'><Segment><True/>"
            + $"{Constant("t", 1)}</Segment><Segment><True/>{Constant("y", 2)}</Segment></Segmentation></MiningModel>");
        Score(model, "0")["y"].ShouldBe("20");
    }

    [Fact]
    public void An_output_may_ask_for_any_target_of_the_chain()
    {
        var model = Load(Numbers, $"<MiningModel functionName='regression'>{Two}<Output><OutputField name='life' feature='predictedValue' "
            + "targetField='t'/><OutputField name='wear' feature='predictedValue' targetField='y'/></Output><Segmentation "
            + $"multipleModelMethod='modelChain'><Segment><True/>{Constant("t", 1)}</Segment><Segment><True/>{Constant("y", 2)}</Segment>"
            + "</Segmentation></MiningModel>");
        var row = Score(model, "0");
        (row["life"], row["wear"]).ShouldBe(("1", "2"));
    }

    [Fact]
    public void Final_outputs_of_a_chains_segments_are_results_too()
    {
        var model = Load(Numbers, "<MiningModel functionName='regression'><MiningSchema><MiningField name='t' "
            + "usageType='target'/><MiningField "
            + "name='x'/></MiningSchema><Segmentation multipleModelMethod='modelChain'><Segment><True/>"
            + Constant(null, 1, "<OutputField name='raw' feature='predictedValue'/><OutputField name='inner' feature='predictedValue' "
            + $"isFinalResult='false'/>") + $"</Segment><Segment><True/>{Constant("t", 2, "<OutputField name='twice' "
            + "feature='transformedValue' optype='continuous' dataType='double'><Apply function='*'><FieldRef field='inner'/><Constant>2"
            + "</Constant></Apply></OutputField>")}</Segment></Segmentation></MiningModel>");
        var row = Score(model, "0");
        (row["t"], row["raw"], row["twice"], row.ContainsKey("inner")).ShouldBe(("2", "1", "2", false));
        model.Outputs.ShouldBe(["t", "raw", "twice"]);
    }

    [Theory]
    [InlineData("-1", "1", "low")]
    [InlineData("1", "2", "high")]
    [InlineData("0", null, null)] // no segment
    public void Outputs_of_the_selected_segment_are_results_under_their_common_name(string x, string? t, string? grade)
    {
        string Grade(string text) => "<OutputField name='grade' feature='transformedValue' optype='categorical' "
            + "dataType='string'><Constant>"
            + $"{text}</Constant></OutputField><OutputField name='value' feature='predictedValue'/>";
        var model = Load(Numbers, "<MiningModel functionName='regression'><MiningSchema><MiningField name='t' "
            + "usageType='target'/><MiningField "
            + "name='x'/></MiningSchema><Segmentation multipleModelMethod='selectFirst'>"
            + $"<Segment><SimplePredicate field='x' operator='lessThan' value='0'/>{Constant("t", 1, Grade("low"))}</Segment><Segment>"
            + $"<SimplePredicate field='x' operator='greaterThan' value='0'/>{Constant("t", 2, Grade("high"))}</Segment></Segmentation>"
            + "</MiningModel>");
        for (var twice = 0; twice < 2; twice++)
        {
            var row = Score(model, x);
            (row["t"], row["grade"], row["value"]).ShouldBe((t, grade, t));
            Score(model, "1");
        }
    }

    [Theory]
    [InlineData(null, "11")] // x is replaced by 5 in the second segment: d = 10 there, 1 + 10
    [InlineData("2", "5")]
    public void A_segments_replacement_reaches_the_dictionarys_derived_fields(string? x, string expected)
    {
        var document = Wrap(Numbers, Segments("<MiningField name='x' missingValueReplacement='5'/>")).Replace("<MiningModel",
            "<TransformationDictionary><DerivedField name='d' optype='continuous' dataType='double'><Apply function='*'><FieldRef "
                + "field='h'/>"
            + "<Constant>4</Constant></Apply></DerivedField><DerivedField name='h' optype='continuous' dataType='double'><Apply "
            + "function='/'>"
            + "<FieldRef field='x'/><Constant>2.0</Constant></Apply></DerivedField></TransformationDictionary><MiningModel",
            StringComparison.Ordinal);
        var model = PmmlModel.Load(System.Text.Encoding.UTF8.GetBytes(document));
        Score(model, x)["t"].ShouldBe(expected);
    }

    [Fact]
    public void A_mining_field_that_names_the_derived_field_keeps_the_enclosing_value()
    {
        var document = Wrap(Numbers, Segments("<MiningField name='x' missingValueReplacement='5'/><MiningField name='d' "
            + "missingValueReplacement='7'/>")).Replace("<MiningModel", "<TransformationDictionary><DerivedField name='d' "
            + "optype='continuous' "
            + "dataType='double'><Apply function='*'><FieldRef field='x'/><Constant>2</Constant></Apply></DerivedField>"
            + "</TransformationDictionary><MiningModel", StringComparison.Ordinal);
        Score(PmmlModel.Load(System.Text.Encoding.UTF8.GetBytes(document)), [null])["t"].ShouldBe("8");
    }

    [Theory]
    [InlineData("", "a", "a", null, "a", 2 / 3.0)] // missing is one vote of three
    [InlineData("", "a", null, null, null, null)] // and wins with two
    [InlineData("", "a", "b", null, "a", 1 / 3.0)] // a tie is not won by missing
    [InlineData("missingPredictionTreatment='continue'", "b", "b", null, "b", 0.0)]
    [InlineData("missingPredictionTreatment='returnMissing'", "a", "a", null, null, null)]
    [InlineData("missingPredictionTreatment='skipSegment'", "a", null, null, "a", 1.0)]
    [InlineData("missingPredictionTreatment='skipSegment' missingThreshold='0.5'", "a", null, null, null, null)]
    [InlineData("x-missingPredictionTreatment='skipSegment' x-missingThreshold='0.5'", "a", null, null, null, null)]
    [InlineData("x-missingPredictionTreatment='skipSegment'", "a", null, null, "a", 1.0)]
    public void A_missing_vote_is_a_category_of_its_own_unless_the_document_says_otherwise(string treatment, string? first, string? second,
        string? third, string? expected, double? share)
    {
        string Voter(string field) => $"<Segment><True/><TreeModel functionName='classification'><MiningSchema><MiningField "
            + $"name='{field}'/>"
            + $"</MiningSchema><Node><True/><Node score='a'><SimplePredicate field='{field}' operator='equal' value='a'/></Node><Node "
            + "score='b'>"
            + $"<SimplePredicate field='{field}' operator='equal' value='b'/></Node></Node></TreeModel></Segment>";
        string Vote(string field) => $"<DataField name='{field}' optype='categorical' dataType='string'><Value value='a'/><Value "
            + "value='b'/>"
            + "</DataField>";
        var model = Load(Label + Vote("p") + Vote("q") + Vote("r"), "<MiningModel functionName='classification'><MiningSchema><MiningField "
            + "name='c' usageType='target'/><MiningField name='p'/><MiningField name='q'/><MiningField "
            + "name='r'/></MiningSchema><Segmentation "
            + $"multipleModelMethod='majorityVote' {treatment}>{Voter("p")}{Voter("q")}{Voter("r")}</Segmentation></MiningModel>");
        var row = Score(model, first, second, third);
        row["c"].ShouldBe(expected);
        if (share is { } a) row.Number("probability(a)").ShouldBe(a, 1e-12);
        else row["probability(a)"].ShouldBeNull();
    }

    private static string Segments(string second) => "<MiningModel functionName='regression'><MiningSchema><MiningField name='t' "
        + "usageType='target'/><MiningField name='x'/></MiningSchema><Segmentation multipleModelMethod='sum'><Segment><True/>"
        + $"{Constant(null, 1)}</Segment><Segment><True/><RegressionModel functionName='regression'><MiningSchema>{second}</MiningSchema>"
        + "<RegressionTable intercept='0'><NumericPredictor name='d' coefficient='1'/></RegressionTable></RegressionModel></Segment>"
        + "</Segmentation></MiningModel>";

    private static string Constant(string? target, int value, string outputs = "") =>
        "<RegressionModel functionName='regression'><MiningSchema>"
        + (target is null ? "" : $"<MiningField name='{target}' usageType='target'/>") + "<MiningField name='x'/></MiningSchema>"
        + (outputs.Length > 0 ? $"<Output>{outputs}</Output>" : "") + $"<RegressionTable intercept='{value}'/></RegressionModel>";
}
