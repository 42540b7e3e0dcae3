namespace Maintenance.Pmml.Tests.Elements;

/// <summary>simplemax: each category's value over the sum of all, of two categories as of more (PMML 4.4, RegressionModel).</summary>
public sealed class SimpleMaxTests
{
    [Fact]
    public void Of_two_categories_a_small_share_keeps_its_digits()
    {
        var model = Documents.Load(
            """<DataField name="y" optype="categorical" dataType="string"><Value value="a"/><Value value="b"/></DataField><DataField name="x" optype="continuous" dataType="double"/>""",
            """
            <RegressionModel functionName="classification" normalizationMethod="simplemax"><MiningSchema><MiningField name="y" usageType="target"/><MiningField name="x"/></MiningSchema>
            <RegressionTable intercept="1" targetCategory="a"/><RegressionTable intercept="0" targetCategory="b"><NumericPredictor name="x" coefficient="1"/></RegressionTable></RegressionModel>
            """);
        var results = new double[2];
        model.Score([1e-20], results);
        results[1].ShouldBe(1e-20, "1 less the other share is 0: all digits are lost");
        (results[0] + results[1]).ShouldBe(1);
    }
}
