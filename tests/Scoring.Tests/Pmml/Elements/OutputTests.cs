using Maintenance.Scoring.Pmml;
using static Maintenance.Scoring.Tests.Pmml.Elements.Documents;

namespace Maintenance.Scoring.Tests.Pmml.Elements;

public sealed class OutputTests
{
    private const string Schema = "<MiningSchema><MiningField name='t' usageType='target'/><MiningField name='x'/></MiningSchema>";

    [Fact]
    public void A_tree_names_the_node_that_a_row_ends_in()
    {
        var model = Load(Numbers, $"<TreeModel functionName='regression'>{Schema}<Output><OutputField name='node' feature='entityId'/></Output>{Node("1")}</TreeModel>");
        Score(model, "1")["node"].ShouldBe("low");
        Score(model, "9")["node"].ShouldBe("3", "numbered in document order where there is no id");
        Score(model, [null])["node"].ShouldBeNull();
    }

    [Fact]
    public void A_segments_own_result_is_given_and_missing_where_the_segment_is_not_reached()
    {
        var model = Load(Numbers,
            $"<MiningModel functionName='regression'>{Schema}<Output><OutputField name='first' feature='predictedValue' segmentId='s1'/><OutputField name='second' feature='predictedValue' segmentId='s2'/></Output>" +
            "<Segmentation multipleModelMethod='selectFirst'>" +
            $"<Segment id='s1'><SimplePredicate field='x' operator='lessThan' value='5'/>{Constant(1)}</Segment><Segment id='s2'><True/>{Constant(2)}</Segment></Segmentation></MiningModel>");
        Score(model, "9").ShouldBe(new Dictionary<string, string?> { ["t"] = "2", ["first"] = null, ["second"] = "2" });
        Score(model, "1").ShouldBe(new Dictionary<string, string?> { ["t"] = "1", ["first"] = "1", ["second"] = null });
    }

    [Fact]
    public void A_segment_that_is_not_there_is_refused() =>
        Should.Throw<PmmlException>(() => Load(Numbers,
            $"<MiningModel functionName='regression'>{Schema}<Output><OutputField name='first' feature='predictedValue' segmentId='none'/></Output>" +
            $"<Segmentation multipleModelMethod='sum'><Segment id='s1'><True/>{Constant(1)}</Segment></Segmentation></MiningModel>")).Element.ShouldBe("OutputField");

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
    [InlineData("<binarySimilarity c11-parameter='1' c10-parameter='0' c01-parameter='0' c00-parameter='0' d11-parameter='2' d10-parameter='1' d01-parameter='1' d00-parameter='0'/>", 0, 1.0 / 3)]
    public void Similarities_count_what_two_rows_have_in_common(string measure, double home, double away)
    {
        var model = Load(Numbers, Clustering($"<ComparisonMeasure kind='similarity'>{measure}</ComparisonMeasure>").Replace("10 0", "1 1"));
        var row = Score(model, "1", "0");
        row.Number("nearHome").ShouldBe(home, 1e-12);
        row.Number("far").ShouldBe(away, 1e-12);
        row["which"].ShouldBe(away > home ? "away" : "home");
    }

    private static string Clustering(string measure) =>
        "<ClusteringModel functionName='clustering' modelClass='centerBased' numberOfClusters='2'><MiningSchema><MiningField name='x'/><MiningField name='y'/></MiningSchema>" +
        "<Output><OutputField name='which' feature='entityId'/><OutputField name='near' feature='affinity'/><OutputField name='nearHome' feature='clusterAffinity' value='home'/><OutputField name='far' feature='affinity' value='away'/></Output>" +
        $"{measure}<ClusteringField field='x' compareFunction='absDiff'/><ClusteringField field='y' compareFunction='absDiff'/>" +
        "<Cluster id='home'><Array n='2' type='real'>0 0</Array></Cluster><Cluster id='away'><Array n='2' type='real'>10 0</Array></Cluster></ClusteringModel>";

    private static string Node(string id) =>
        $"<Node id='{id}'><True/><Node id='low' score='1'><SimplePredicate field='x' operator='lessThan' value='5'/></Node><Node score='2'><SimplePredicate field='x' operator='greaterOrEqual' value='5'/></Node></Node>";

    private static string Constant(int value) =>
        $"<RegressionModel functionName='regression'>{Schema}<RegressionTable intercept='{value}'/></RegressionModel>";
}
