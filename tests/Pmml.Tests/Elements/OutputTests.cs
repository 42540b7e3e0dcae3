using static Maintenance.Pmml.Tests.Elements.Documents;

namespace Maintenance.Pmml.Tests.Elements;

public sealed class OutputTests
{
    private const string Schema = "<MiningSchema><MiningField name='t' usageType='target'/><MiningField name='x'/></MiningSchema>";

    [Fact]
    public void A_tree_names_the_node_that_a_row_ends_in()
    {
        var model = Load(Numbers, $"<TreeModel functionName='regression'>{Schema}<Output><OutputField name='node' "
            + $"feature='entityId'/></Output>{Node("1")}</TreeModel>");
        Score(model, "1")["node"].ShouldBe("low");
        Score(model, "9")["node"].ShouldBe("3", "numbered in document order where there is no id");
        Score(model, [null])["node"].ShouldBeNull();
    }

    [Fact]
    public void A_residual_is_the_true_value_minus_the_prediction_where_the_row_gives_it()
    {
        var model = Load(Numbers, $"<RegressionModel functionName='regression'>{Schema}<Output><OutputField name='t' "
            + "feature='predictedValue'/><OutputField name='off' feature='residual'/></Output><RegressionTable "
            + "intercept='1'><NumericPredictor name='x' coefficient='2'/></RegressionTable></RegressionModel>");
        (model.Inputs.ShouldHaveSingleItem(), model.Observed.ShouldHaveSingleItem()).ShouldBe(("x", "t"));
        Score(model, "4", "7")["off"].ShouldBe("-2");
        Score(model, "4", null)["off"].ShouldBeNull();
        Score(model, "4")["off"].ShouldBeNull("the row ends with the inputs");
        var results = new double[model.Outputs.Count];
        model.Score([4.0], results);
        results[model.Outputs.ToList().IndexOf("off")].ShouldBe(double.NaN);
    }

    [Theory]
    [InlineData("a", 0.25, 0.25)]
    [InlineData("b", -0.75, -0.75)]
    [InlineData(null, null, null)]
    public void A_residual_of_a_classification_is_that_of_a_category_or_of_the_predicted_one(string? truth, double? ofA, double? predicted)
    {
        var model = Load(Numbers + Label, "<TreeModel functionName='classification'><MiningSchema><MiningField name='c' "
            + "usageType='target'/><MiningField name='x'/></MiningSchema><Output><OutputField name='ra' feature='residual' "
            + "value='a'/><OutputField name='rp' feature='residual'/></Output><Node score='a'><True/><ScoreDistribution value='a' "
            + "recordCount='3'/><ScoreDistribution value='b' recordCount='1'/></Node></TreeModel>");
        var row = Score(model, "0", truth);
        (row["ra"] is null ? (double?)null : row.Number("ra"), row["rp"] is null ? (double?)null : row.Number("rp"))
            .ShouldBe((ofA, predicted));
    }

    [Theory]
    [InlineData("", "0", "sound", "good")]
    [InlineData("<Targets><Target field='s'><TargetValue value='0' displayValue='fine'/></Target></Targets>", "0", "fine", "good")]
    [InlineData("<Targets><Target field='s'><TargetValue value='0' rawDataValue='fine'/></Target></Targets>", "0", "fine", "good")]
    [InlineData("", "2", "broken", "bad")]
    [InlineData("", "1", "broken", "bad")] // two categories share a name
    [InlineData("", "3", "3", "bad")] // no display name
    public void A_display_value_is_the_targets_or_the_data_dictionarys(string targets, string cell, string expected, string grade)
    {
        var model = Load(Numbers + "<DataField name='s' optype='categorical' dataType='string'><Value value='0' "
            + "displayValue='sound'/><Value value='1' displayValue='broken'/><Value value='2' displayValue='broken'/><Value "
            + "value='3'/></DataField>",
            "<TreeModel functionName='classification'><MiningSchema><MiningField name='s' usageType='target'/><MiningField "
            + "name='x'/></MiningSchema><Output><OutputField name='shown' feature='predictedDisplayValue'/><OutputField name='grade' "
            + "feature='transformedValue' dataType='string' optype='categorical'><Apply function='if'><Apply function='isIn'><FieldRef "
            + "field='shown'/><Constant>sound</Constant><Constant>fine</Constant></Apply><Constant>good</Constant><Constant>bad</Constant>"
            + $"</Apply></OutputField></Output>{targets}<Node score='0'><True/><Node score='1'><SimplePredicate field='x' operator='equal' "
            + "value='1'/></Node><Node score='2'><SimplePredicate field='x' operator='equal' value='2'/></Node><Node "
            + "score='3'><SimplePredicate field='x' operator='equal' value='3'/></Node><Node score='0'><True/></Node></Node></TreeModel>");
        var row = Score(model, cell);
        (row["shown"], row["grade"]).ShouldBe((expected, grade));
    }

    [Theory]
    [InlineData("defaultChild", "5", "5", 0.9)]
    [InlineData("defaultChild", null, "5", 0.45)] // one default child
    [InlineData("defaultChild", null, null, 0.225)] // two
    [InlineData("defaultChild", "5", null, 0.45)]
    [InlineData("none", "5", "5", 0.9)]
    public void The_missing_value_penalty_lowers_the_confidence_for_every_default_child(string strategy, string? x, string? y,
        double expected)
    {
        var model = Load(Numbers + Label, Penalty(strategy, "<SimplePredicate field='x' operator='greaterThan' value='0'/>"));
        var row = Score(model, x, y);
        (row["c"], row.Number("sure"), row.Number("probability(a)")).ShouldBe(("a", expected, 0.75));
    }

    [Theory]
    [InlineData("5", "5", 0.9)]
    [InlineData(null, "5", 0.45)]
    public void The_missing_value_penalty_lowers_the_confidence_for_every_surrogate(string? x, string y, double expected)
    {
        var model = Load(Numbers + Label, Penalty("none", "<CompoundPredicate booleanOperator='surrogate'><SimplePredicate field='x' "
            + "operator='greaterThan' value='0'/><SimplePredicate field='y' operator='greaterThan' value='1'/></CompoundPredicate>"));
        Score(model, x, y).Number("sure").ShouldBe(expected);
    }

    private static string Penalty(string strategy, string first) => "<TreeModel functionName='classification' "
        + $"missingValueStrategy='{strategy}' missingValuePenalty='0.5'><MiningSchema><MiningField name='c' usageType='target'/>"
        + "<MiningField name='x'/><MiningField name='y'/></MiningSchema><Output><OutputField name='sure' feature='confidence'/></Output>"
        + $"<Node id='0' score='b' defaultChild='1'><True/><Node id='1' score='b' defaultChild='3'>{first}<Node id='2' "
        + "score='b'><SimplePredicate field='y' operator='lessThan' value='1'/></Node><Node id='3' score='a'><SimplePredicate field='y' "
        + "operator='greaterOrEqual' value='1'/><ScoreDistribution value='a' recordCount='3' confidence='0.9'/><ScoreDistribution "
        + "value='b' "
        + "recordCount='1' confidence='0.1'/></Node></Node></Node></TreeModel>";

    [Fact]
    public void A_segments_own_result_is_given_and_missing_where_the_segment_is_not_reached()
    {
        var model = Load(Numbers,
            $"<MiningModel functionName='regression'>{Schema}<Output><OutputField name='first' feature='predictedValue' "
                + "segmentId='s1'/><OutputField name='second' feature='predictedValue' segmentId='s2'/></Output>" +
            "<Segmentation multipleModelMethod='selectFirst'>" +
            $"<Segment id='s1'><SimplePredicate field='x' operator='lessThan' value='5'/>{Constant(1)}</Segment><Segment "
                + $"id='s2'><True/>{Constant(2)}</Segment></Segmentation></MiningModel>");
        Score(model, "9").ShouldBe(new Dictionary<string, string?> { ["t"] = "2", ["first"] = null, ["second"] = "2" });
        Score(model, "1").ShouldBe(new Dictionary<string, string?> { ["t"] = "1", ["first"] = "1", ["second"] = null });
    }

    [Fact]
    public void A_segment_that_is_not_there_is_refused() =>
        Should.Throw<PmmlException>(() => Load(Numbers,
            $"<MiningModel functionName='regression'>{Schema}<Output><OutputField name='first' feature='predictedValue' "
                + "segmentId='none'/></Output>" +
            "<Segmentation multipleModelMethod='sum'><Segment "
                + $"id='s1'><True/>{Constant(1)}</Segment></Segmentation></MiningModel>")).Element.ShouldBe("OutputField");

    [Fact]
    public void Each_clusters_distance_can_be_asked_for()
    {
        var model = Load(Numbers, Clustering("<ComparisonMeasure kind='distance'><squaredEuclidean/></ComparisonMeasure>"));
        var row = Score(model, "1", "0");
        row["near"].ShouldBe("1");
        row["far"].ShouldBe("81");
        row["which"].ShouldBe("home");
    }

    [Theory]
    [InlineData("<simpleMatching/>", 0.5, 0.5)] // (1, 0): with (0, 0) one of two agrees; with (1, 1) one of two
    [InlineData("<jaccard/>", 0, 0.5)]
    [InlineData("<tanimoto/>", 1.0 / 3, 1.0 / 3)]
    [InlineData("<binarySimilarity c11-parameter='1' c10-parameter='0' c01-parameter='0' c00-parameter='0' d11-parameter='2' "
        + "d10-parameter='1' d01-parameter='1' d00-parameter='0'/>", 0, 1.0 / 3)]
    public void Similarities_count_what_two_rows_have_in_common(string measure, double home, double away)
    {
        var model = Load(Numbers, Clustering($"<ComparisonMeasure kind='similarity'>{measure}</ComparisonMeasure>").Replace("10 0", "1 1"));
        var row = Score(model, "1", "0");
        row.Number("nearHome").ShouldBe(home, 1e-12);
        row.Number("far").ShouldBe(away, 1e-12);
        row["which"].ShouldBe(away > home ? "away" : "home");
    }

    [Fact]
    public void Clusters_can_be_asked_for_by_rank()
    {
        var model = Load(Numbers, Clustering("<ComparisonMeasure kind='distance'><squaredEuclidean/></ComparisonMeasure>")
            .Replace("<Output>", "<Output><OutputField name='second' feature='entityId' rank='2'/><OutputField name='secondFar' "
                + "feature='affinity' rank='2'/>"));
        var row = Score(model, "1", "0");
        (row["second"], row["secondFar"]).ShouldBe(("away", "81"));
        Score(model, "5", "0")["second"].ShouldBe("away", "of equals the first in the document is the nearer");
        Score(model, null, null)["second"].ShouldBeNull();
    }

    [Fact]
    public void SelectFirst_names_the_segment_that_decided()
    {
        var model = Load(Numbers, Mining("selectFirst", "<OutputField name='segment' feature='entityId'/>"));
        (Score(model, "1")["segment"], Score(model, "6")["segment"], Score(model, "9")["segment"]).ShouldBe(("s1", "2", null));
    }

    [Fact]
    public void SelectAll_gives_every_segments_own_result_and_none_of_the_whole()
    {
        var model = Load(Numbers, Mining("selectAll", "<OutputField name='first' feature='predictedValue' segmentId='s1'/><OutputField "
            + "name='third' feature='predictedValue' segmentId='s3'/>"));
        Score(model, "1").ShouldBe(new Dictionary<string, string?> { ["t"] = null, ["first"] = "1", ["third"] = "3" });
        Score(model, "6").ShouldBe(new Dictionary<string, string?> { ["t"] = null, ["first"] = null, ["third"] = "3" });
    }

    [Fact]
    public void Segments_share_the_transformations_of_their_segmentation()
    {
        var model = Load(Numbers, Mining("sum", "").Replace("<Segment id='s1'>", "<LocalTransformations><DerivedField name='d' "
            + "optype='continuous' dataType='double'><Apply function='*'><FieldRef "
            + "field='x'/><Constant>2</Constant></Apply></DerivedField></LocalTransformations><Segment id='s1'>")
            .Replace("field='x' operator='lessThan' value='5'", "field='d' operator='lessThan' value='5'"));
        Score(model, "2")["t"].ShouldBe("6"); // 1 + 2 + 3
        Score(model, "3")["t"].ShouldBe("5"); // 2 + 3
    }

    [Fact]
    public void A_warning_is_never_given_and_a_residual_only_where_the_truth_is_known()
    {
        // The inner model's target is a field of the model around it.
        var inner = "<RegressionModel functionName='regression'><MiningSchema><MiningField name='y' usageType='target'/><MiningField "
            + "name='x'/></MiningSchema>" +
            "<Output><OutputField name='inner' feature='residual'/></Output><RegressionTable intercept='0'><NumericPredictor name='x' "
                + "coefficient='2'/></RegressionTable></RegressionModel>";
        var model = Load(Numbers, "<MiningModel functionName='regression'><MiningSchema><MiningField name='t' "
            + "usageType='target'/><MiningField name='x'/><MiningField name='y'/></MiningSchema>" +
            "<Output><OutputField name='_WARN_' feature='warning'/><OutputField name='R_t' feature='residual'/></Output><Segmentation "
                + "multipleModelMethod='modelChain'>" +
            $"<Segment><True/>{inner}</Segment><Segment><True/>{Constant(1).Replace("<MiningField name='x'/>", "<MiningField name='inner'/>").Replace("intercept='1'/>", "intercept='1'><NumericPredictor name='inner' coefficient='1'/></RegressionTable>")}</Segment></Segmentation></MiningModel>");
        var row = Score(model, "3", "10");
        row["t"].ShouldBe("5"); // 1 + (10 − 2·3)
        (row["_WARN_"], row["R_t"]).ShouldBe((null, null));
    }

    [Theory]
    [InlineData("feature='standardError'")]
    [InlineData("feature='predictedValue' isMultiValued='1'")]
    [InlineData("feature='affinity'")]
    [InlineData("feature='standardDeviation'")]
    public void A_feature_that_the_model_cannot_give_is_refused(string feature) =>
        Should.Throw<PmmlException>(() => Load(Numbers, $"<TreeModel functionName='regression'>{Schema}<Output><OutputField "
            + $"name='o' {feature}/></Output>{Node("1")}</TreeModel>")).Element.ShouldBe("OutputField");

    [Theory]
    [InlineData("lessThan", "high", "ok", "1")]
    [InlineData("lessThan", "high", "high", "2")]
    [InlineData("greaterOrEqual", "ok", "low", "2")]
    [InlineData("greaterOrEqual", "ok", "other", null)] // undeclared: it has no place in the order
    public void An_ordinal_fields_values_are_in_the_order_of_their_declaration(string op, string value, string cell, string? expected)
    {
        var model = Load("<DataField name='o' optype='ordinal' dataType='string'><Value value='low'/><Value value='ok'/><Value "
            + "value='high'/></DataField>" + Numbers,
            "<TreeModel functionName='regression' missingValueStrategy='nullPrediction'><MiningSchema><MiningField name='t' "
                + "usageType='target'/><MiningField name='o' invalidValueTreatment='asIs'/></MiningSchema>" +
            $"<Node><True/><Node score='1'><SimplePredicate field='o' operator='{op}' value='{value}'/></Node><Node "
                + "score='2'><True/></Node></Node></TreeModel>");
        Score(model, cell)["t"].ShouldBe(expected);
    }

    [Fact]
    public void Each_segment_of_a_multiModelChain_predicts_its_own_target()
    {
        var second = Constant(5).Replace("name='t'", "name='y'").Replace("<MiningField name='x'/>", "<MiningField name='x'/><MiningField "
            + "name='z'/>").Replace("intercept='5'/>", "intercept='5'><NumericPredictor name='z' coefficient='2'/></RegressionTable>");
        var first = Constant(3).Replace("<RegressionTable",
            "<Output><OutputField name='z' feature='predictedValue'/></Output><RegressionTable");
        var model = Load(Numbers, "<MiningModel functionName='regression'><MiningSchema><MiningField name='t' "
            + "usageType='target'/><MiningField name='y' usageType='target'/><MiningField name='x'/></MiningSchema>" +
            "<Segmentation multipleModelMethod='multiModelChain'><Segment "
                + $"id='1'><True/>{first}</Segment><Segment><True/>{second}</Segment></Segmentation></MiningModel>");
        Score(model, "1").ShouldBe(new Dictionary<string, string?> { ["t"] = "3", ["y"] = "11", ["z"] = "3" });
        var results = new float[model.Outputs.Count];
        model.Score([1f], 1, results);
        results.ShouldBe([3f, 11f, 3f]);
    }

    private static string Mining(string method, string outputs) =>
        $"<MiningModel functionName='regression'>{Schema}<Output>{outputs}</Output><Segmentation multipleModelMethod='{method}'>" +
        $"<Segment id='s1'><SimplePredicate field='x' operator='lessThan' value='5'/>{Constant(1)}</Segment><Segment><SimplePredicate "
            + $"field='x' operator='lessThan' value='7'/>{Constant(2)}</Segment>" +
        $"<Segment id='s3'><SimplePredicate field='x' operator='lessThan' value='8'/>{Constant(3)}</Segment></Segmentation></MiningModel>";

    private static string Clustering(string measure) =>
        "<ClusteringModel functionName='clustering' modelClass='centerBased' numberOfClusters='2'><MiningSchema><MiningField "
            + "name='x'/><MiningField name='y'/></MiningSchema>" +
        "<Output><OutputField name='which' feature='entityId'/><OutputField name='near' feature='affinity'/><OutputField name='nearHome' "
            + "feature='clusterAffinity' value='home'/><OutputField name='far' feature='affinity' value='away'/></Output>" +
        $"{measure}<ClusteringField field='x' compareFunction='absDiff'/><ClusteringField field='y' compareFunction='absDiff'/>" +
        "<Cluster id='home'><Array n='2' type='real'>0 0</Array></Cluster><Cluster id='away'><Array n='2' type='real'>10 "
            + "0</Array></Cluster></ClusteringModel>";

    private static string Node(string id) =>
        $"<Node id='{id}'><True/><Node id='low' score='1'><SimplePredicate field='x' operator='lessThan' value='5'/></Node><Node "
            + "score='2'><SimplePredicate field='x' operator='greaterOrEqual' value='5'/></Node></Node>";

    private static string Constant(int value) =>
        $"<RegressionModel functionName='regression'>{Schema}<RegressionTable intercept='{value}'/></RegressionModel>";
}
