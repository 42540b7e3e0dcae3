using static Maintenance.Pmml.Tests.Elements.Documents;

namespace Maintenance.Pmml.Tests.Elements;

public sealed class GeneralRegressionTests
{
    private const string Fields = "<DataField name='time' optype='continuous' dataType='double'/><DataField name='age' "
        + "optype='continuous' dataType='double'/>" +
        "<DataField name='rig' optype='categorical' dataType='string'/><DataField name='t' optype='continuous' dataType='double'/>";

    private const string Schema = "<MiningSchema><MiningField name='t' usageType='target'/><MiningField name='time'/><MiningField "
        + "name='age'/><MiningField name='rig'/></MiningSchema>";

    private const string Terms = "<ParameterList><Parameter name='p0' referencePoint='10'/></ParameterList><CovariateList><Predictor "
        + "name='age'/></CovariateList>" +
        "<PPMatrix><PPCell value='1' predictorName='age' parameterName='p0'/></PPMatrix><ParamMatrix><PCell parameterName='p0' beta='0.1' "
            + "df='1'/></ParamMatrix>";

    [Theory]
    [InlineData("2.5", "20", 0.543656365691809)] // 0.2·e^(0.1·20 − 0.1·10)
    [InlineData("2", "10", 0.2)]
    [InlineData("0.5", "20", 0)] // before the first time
    [InlineData("8", "10", 0.5)] // between the last time and maxTime
    public void A_Cox_regression_gives_the_cumulative_hazard(string time, string age, double expected)
    {
        var model = Load(Fields, Cox("", "<BaseCumHazardTables maxTime='9'><BaselineCell time='4' cumHazard='0.5'/><BaselineCell time='1' "
            + "cumHazard='0.1'/><BaselineCell time='2' cumHazard='0.2'/></BaseCumHazardTables>"));
        var row = Score(model, time, age, null);
        row.Number("t").ShouldBe(expected, 1e-12);
        row.Number("survival").ShouldBe(Math.Exp(-expected), 1e-12);
    }

    [Fact]
    public void A_Cox_regression_says_nothing_after_the_last_time_or_without_covariates()
    {
        var model = Load(Fields, Cox("", "<BaseCumHazardTables maxTime='9'><BaselineCell time='1' "
            + "cumHazard='0.1'/></BaseCumHazardTables>"));
        Score(model, "9.1", "10", null)["t"].ShouldBeNull();
        Score(model, "5", null, null)["t"].ShouldBeNull();
        Score(model, null, "10", null)["t"].ShouldBeNull();
    }

    [Fact]
    public void Each_stratum_has_its_own_baseline()
    {
        var model = Load(Fields, Cox("baselineStrataVariable='rig'",
            "<BaseCumHazardTables><BaselineStratum value='A' maxTime='5'><BaselineCell time='1' "
                + "cumHazard='0.1'/></BaselineStratum><BaselineStratum value='B' maxTime='3'><BaselineCell time='1' "
                + "cumHazard='0.4'/></BaselineStratum></BaseCumHazardTables>"));
        Score(model, "4", "10", "A").Number("t").ShouldBe(0.1, 1e-12);
        Score(model, "2", "10", "B").Number("t").ShouldBe(0.4, 1e-12);
        Score(model, "4", "10", "B")["t"].ShouldBeNull();
        Score(model, "2", "10", "C")["t"].ShouldBeNull("a stratum without a baseline");
        Score(model, "2", "10", null)["t"].ShouldBeNull();
    }

    [Fact]
    public void A_covariate_declared_categorical_is_refused() =>
        Should.Throw<PmmlException>(() => Load(Fields.Replace("name='age' optype='continuous'", "name='age' optype='categorical'"),
            Cox("", "<BaseCumHazardTables maxTime='9'><BaselineCell time='1' "
                + "cumHazard='0.1'/></BaseCumHazardTables>"))).Element.ShouldBe("CovariateList");

    [Fact]
    public void A_contrast_matrix_says_what_each_category_counts()
    {
        // Deviation coding: A (1, 0), B (0, 1), C (−1, −1); t = 10 + 3·column A + 5·column B.
        var model = Load(Fields, $"<GeneralRegressionModel functionName='regression' modelType='generalLinear'>{Schema}" +
            "<ParameterList><Parameter name='p0'/><Parameter name='pA'/><Parameter name='pB'/></ParameterList>" +
            "<FactorList><Predictor name='rig' contrastMatrixType='deviation'><Categories><Category value='A'/><Category "
                + "value='B'/><Category value='C'/></Categories>" +
            "<Matrix nbRows='3' nbCols='2'><Array type='real' n='2'>1 0</Array><Array type='real' n='2'>0 1</Array><Array type='real' "
                + "n='2'>-1 -1</Array></Matrix></Predictor></FactorList>" +
            "<PPMatrix><PPCell value='A' predictorName='rig' parameterName='pA'/><PPCell value='B' predictorName='rig' "
                + "parameterName='pB'/></PPMatrix>" +
            "<ParamMatrix><PCell parameterName='p0' beta='10'/><PCell parameterName='pA' beta='3'/><PCell parameterName='pB' "
                + "beta='5'/></ParamMatrix></GeneralRegressionModel>");
        string?[] results = [.. new[] { "A", "B", "C", "D" }.Select(rig => Score(model, null, null, rig)["t"])];
        results.ShouldBe(["13", "15", "2", null], "a category without a row has no result");
    }

    [Fact]
    public void A_standard_error_is_that_of_the_mean()
    {
        // x = (1, 2): 0.04 + 2·2·(−0.005) + 4·0.01 = 0.06
        var model = Load(Fields, $"<GeneralRegressionModel functionName='regression' modelType='regression'>{Schema}<Output><OutputField "
            + "name='se' feature='standardError'/></Output>" +
            "<ParameterList><Parameter name='p0'/><Parameter name='p1'/></ParameterList><CovariateList><Predictor "
                + "name='age'/></CovariateList>" +
            "<PPMatrix><PPCell value='1' predictorName='age' parameterName='p1'/></PPMatrix>" +
            "<PCovMatrix><PCovCell pRow='p0' pCol='p0' value='0.04'/><PCovCell pRow='p0' pCol='p1' value='-0.005'/><PCovCell pRow='p1' "
                + "pCol='p1' value='0.01'/></PCovMatrix>" +
            "<ParamMatrix><PCell parameterName='p0' beta='1'/><PCell parameterName='p1' beta='2'/></ParamMatrix></GeneralRegressionModel>");
        var row = Score(model, null, "2", null);
        row["t"].ShouldBe("5");
        row.Number("se").ShouldBe(0.244948974278318, 1e-12);
        Score(model, null, null, null)["se"].ShouldBeNull();
    }

    [Fact]
    public void Cells_of_a_category_speak_of_its_predictor_alone()
    {
        // a: 1·age; b: 1·time; c is the reference.
        var model = Load(Fields + "<DataField name='c' optype='categorical' dataType='string'><Value value='a'/><Value value='b'/><Value "
            + "value='r'/></DataField>",
            "<GeneralRegressionModel functionName='classification' modelType='multinomialLogistic' "
                + "targetReferenceCategory='r'><MiningSchema><MiningField name='c' usageType='target'/><MiningField "
                + "name='time'/><MiningField name='age'/></MiningSchema>" +
            "<ParameterList><Parameter name='p'/></ParameterList><CovariateList><Predictor name='age'/><Predictor "
                + "name='time'/></CovariateList>" +
            "<PPMatrix><PPCell value='1' predictorName='age' parameterName='p' targetCategory='a'/><PPCell value='1' predictorName='time' "
                + "parameterName='p' targetCategory='b'/></PPMatrix>" +
            "<ParamMatrix><PCell parameterName='p' beta='1' targetCategory='a'/><PCell parameterName='p' beta='1' "
                + "targetCategory='b'/></ParamMatrix></GeneralRegressionModel>");
        var row = Score(model, Text(Math.Log(2)), Text(Math.Log(3))); // e^η: a 3, b 2, r 1
        row.Number("probability(a)").ShouldBe(3 / 6.0, 1e-12);
        row.Number("probability(b)").ShouldBe(2 / 6.0, 1e-12);
    }

    private static string Text(double value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    private static string Cox(string attributes, string tables) =>
        $"<GeneralRegressionModel functionName='regression' modelType='CoxRegression' endTimeVariable='time' {attributes}>{Schema}" +
        "<Output><OutputField name='hazard' feature='predictedValue'/><OutputField name='survival' feature='transformedValue'><Apply "
            + "function='exp'><Apply function='*'><Constant>-1</Constant><FieldRef "
            + "field='hazard'/></Apply></Apply></OutputField></Output>" +
        $"{Terms}{tables}</GeneralRegressionModel>";
}
