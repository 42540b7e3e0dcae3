using System.Text;
using Maintenance.Pmml;
using Maintenance.Training.Rows;
using Maintenance.Training.Tables;

namespace Maintenance.Training.Tests.Tables;

/// <summary>The words that a table uses for a missing value yield to the document's own categories.</summary>
public sealed class TableScorerTests
{
    private static readonly string[] MissingWords = ["NA", "N/A", ""];

    [Theory]
    [InlineData("<Value value='NA'/><Value value='EU'/>", "NA", "12")] // declared: a category
    [InlineData("<Value value='N/A'/><Value value='EU'/>", "N/A", "10")] // a category without a coefficient
    [InlineData("<Value value='EU'/>", "NA", "11")] // in a predictor only: the document names it, so it is not missing, but not valid
    [InlineData("<Value value='NA' property='missing'/><Value value='EU'/>", "NA", "11")] // replaced by EU
    [InlineData("<Value value='NA'/><Value value='EU'/>", "N/A", "11")] // the other word is still missing
    [InlineData("<Value value='NA'/><Value value='EU'/>", "", "11")]
    [InlineData("<Value value=''/><Value value='EU'/>", "", "10")] // the empty category
    public async Task A_category_that_the_document_names_is_not_missing(string values, string cell, string expected)
    {
        MissingWords.ShouldContain(cell);
        var model = PmmlModel.Load(Encoding.UTF8.GetBytes(
            "<PMML version='4.4' xmlns='http://www.dmg.org/PMML-4_4'><Header/><DataDictionary><DataField name='place' "
            + $"optype='categorical' dataType='string'>{values}</DataField><DataField name='life' optype='continuous' "
            + "dataType='double'/></DataDictionary>"
            + "<RegressionModel functionName='regression'><MiningSchema><MiningField name='place' missingValueReplacement='EU' "
            + "invalidValueTreatment='asMissing'/><MiningField name='life' usageType='target'/></MiningSchema>"
            + "<RegressionTable intercept='10'>"
            + "<CategoricalPredictor name='place' value='EU' coefficient='1'/><CategoricalPredictor name='place' value='NA' "
            + "coefficient='2'/>"
            + "</RegressionTable></RegressionModel></PMML>"));
        using var output = new StringWriter();
        await new TableScorer(model, CsvFile.Parse($"id,place\n1,{cell}\n", "t"), "t").WriteAsync(output, CancellationToken.None);
        output.ToString().ShouldBe($"life\n{expected}\n");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("NA")]
    [InlineData("N/A")]
    [InlineData("NaN")]
    [InlineData("nan")]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData(" ? ")]
    public async Task Training_and_scoring_take_the_same_words_for_missing(string word)
    {
        var table = CsvFile.Parse($"wear,life\n{word},5\n2,4\n3,3\n", "t");
        var model = PmmlModel.Load(Encoding.UTF8.GetBytes(
            "<PMML version='4.4' xmlns='http://www.dmg.org/PMML-4_4'><Header/><DataDictionary><DataField name='wear' optype='continuous' "
            + "dataType='double'/><DataField name='rest' optype='continuous' dataType='double'/></DataDictionary><RegressionModel "
            + "functionName='regression'><MiningSchema><MiningField name='wear' missingValueReplacement='7'/><MiningField name='rest' "
            + "usageType='target'/></MiningSchema><RegressionTable intercept='10'><NumericPredictor name='wear' coefficient='1'/>"
            + "</RegressionTable></RegressionModel></PMML>"));
        using var output = new StringWriter();
        await new TableScorer(model, table, "t").WriteAsync(output, CancellationToken.None);
        output.ToString().ShouldBe("rest\n17\n12\n13\n");

        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, $"wear,depth,hole,life\n{word},1,a,5\n2,2,b,4\n3,3,c,{word}\n4,4,d,2\n");
        var data = CsvTrainingData.Read(path, "life", "hole", new TableRequest());
        File.Delete(path);
        data.LeftOut.ShouldBe(["1 rows without life"]);
        float.IsNaN(data.Table.Row(0)[0]).ShouldBeTrue("missing, not text");
    }

    [Fact]
    public async Task The_true_value_of_a_target_gives_a_residual()
    {
        var model = PmmlModel.Load(Encoding.UTF8.GetBytes(
            "<PMML version='4.4' xmlns='http://www.dmg.org/PMML-4_4'><Header/><DataDictionary><DataField name='wear' optype='continuous' "
            + "dataType='double'/><DataField name='life' optype='continuous' dataType='double'/></DataDictionary><RegressionModel "
            + "functionName='regression'><MiningSchema><MiningField name='wear'/><MiningField name='life' "
            + "usageType='target'/></MiningSchema>"
            + "<Output><OutputField name='rest' feature='residual'/></Output><RegressionTable intercept='10'><NumericPredictor name='wear' "
            + "coefficient='-2'/></RegressionTable></RegressionModel></PMML>"));
        using var output = new StringWriter();
        var scorer = new TableScorer(model, CsvFile.Parse("life,wear\n5,3\nNA,3\n", "t"), "t");
        await scorer.WriteAsync(output, CancellationToken.None);
        output.ToString().ShouldBe("life,rest\n4,1\n4,\n");
        new TableScorer(model, CsvFile.Parse("wear\n3\n", "t"), "t").Absent.ShouldBeEmpty("the true value is no input");
    }
}
