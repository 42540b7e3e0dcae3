using static Maintenance.Pmml.Tests.Dialects.Dialect;
using static Maintenance.Pmml.Tests.Elements.Documents;

namespace Maintenance.Pmml.Tests.Dialects;

/// <summary>
/// Regression of an enterprise miner: normalized strings, dates from 1960, targets with priors and names, warnings and residuals among the
/// outputs.
/// </summary>
public sealed class SasTests
{
    private const string Document = """
        <?xml version="1.0" encoding="utf-8"?>
        <PMML version="4.2" xmlns="http://www.dmg.org/PMML-4_2" xmlns:data="http://jpmml.org/jpmml-model/InlineTable" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <Header copyright="none"><Application name="SAS(r)" version="9.4"/><Timestamp>2020-01-01 00:00:00</Timestamp></Header>
          <DataDictionary numberOfFields="4">
            <DataField name="FAILED" optype="categorical" dataType="string"><Value value="0"/><Value value="1"/></DataField>
            <DataField name="LOAD" optype="continuous" dataType="double"/>
            <DataField name="CREW" optype="categorical" dataType="string"/>
            <DataField name="SERVICED" optype="continuous" dataType="dateDaysSince[1960]"/>
          </DataDictionary>
          <TransformationDictionary>
            <DefineFunction name="SAS-EM-String-Normalize" optype="categorical" dataType="string">
              <ParameterField name="FMTWIDTH" optype="continuous"/><ParameterField name="AnyCInput" optype="categorical"/>
              <Apply function="trimBlanks"><Apply function="uppercase"><Apply function="substring"><FieldRef field="AnyCInput"/><Constant>1</Constant><FieldRef field="FMTWIDTH"/></Apply></Apply></Apply>
            </DefineFunction>
          </TransformationDictionary>
          <RegressionModel functionName="classification" targetFieldName="FAILED" normalizationMethod="softmax">
            <MiningSchema><MiningField name="LOAD" usageType="active" optype="continuous" missingValueReplacement="2" missingValueTreatment="asMean"/><MiningField name="CREW" usageType="active"/><MiningField name="SERVICED" usageType="active"/><MiningField name="FAILED" usageType="target"/></MiningSchema>
            <Output>
              <OutputField name="P_FAILED1" displayName="Predicted: FAILED=1" optype="continuous" dataType="double" targetField="FAILED" feature="probability" value="1"/>
              <OutputField name="I_FAILED" displayName="Into: FAILED" optype="categorical" dataType="string" targetField="FAILED" feature="predictedDisplayValue"/>
              <OutputField name="U_FAILED" optype="categorical" dataType="string" targetField="FAILED" feature="predictedValue"/>
              <OutputField name="R_FAILED1" optype="continuous" dataType="double" targetField="FAILED" feature="residual" value="1"/>
              <OutputField name="_WARN_" optype="categorical" dataType="string" targetField="FAILED" feature="warning"/>
            </Output>
            <Targets><Target field="FAILED" optype="categorical"><TargetValue value="0" displayValue="sound" priorProbability="0.75"/><TargetValue value="1" displayValue="failed" priorProbability="0.25"/></Target></Targets>
            <LocalTransformations>
              <DerivedField name="N_CREW" dataType="string" optype="categorical"><Apply function="SAS-EM-String-Normalize"><Constant dataType="integer">5</Constant><FieldRef field="CREW"/></Apply></DerivedField>
              <DerivedField name="Week" dataType="double" optype="continuous"><Apply function="/"><FieldRef field="SERVICED"/><Constant dataType="double">7</Constant></Apply></DerivedField>
            </LocalTransformations>
            <RegressionTable intercept="-1" targetCategory="1">
              <NumericPredictor name="LOAD" exponent="1" coefficient="0.5"/><NumericPredictor name="Week" exponent="1" coefficient="0.25"/>
              <CategoricalPredictor name="N_CREW" value="NIGHT" coefficient="1"/>
            </RegressionTable>
            <RegressionTable intercept="0" targetCategory="0"/>
          </RegressionModel>
        </PMML>
        """;

    [Theory]
    [InlineData("night shift", "NIGHT", 2.5)]
    [InlineData("nights", "NIGHTS", 1.5)] // cut to five letters
    public void A_parameter_may_be_named_as_a_constant_where_a_number_is_needed(string crew, string category, double logit)
    {
        var document = Document.Replace("<FieldRef field=\"FMTWIDTH\"/>", "<Constant>FMTWIDTH</Constant>").Replace("value=\"NIGHT\"",
            $"value=\"{category}\"");
        Score(Load(document), ("LOAD", "3"), ("CREW", crew), ("SERVICED", "1960-01-29")).Number("P_FAILED1")
            .ShouldBe(1 / (1 + Math.Exp(-logit)), 1e-12);
    }

    [Theory]
    [InlineData("<Constant>WIDTH</Constant>", "WIDTH")] // no such parameter
    [InlineData("<FieldRef field=\"AnyCInput\"/>", "String")] // a parameter that is text
    public void A_text_where_a_number_is_needed_is_refused(string argument, string found)
    {
        var refusal = Should.Throw<PmmlException>(() => Load(Document.Replace("<FieldRef field=\"FMTWIDTH\"/>", argument)));
        refusal.Element.ShouldBe("Apply");
        refusal.Message.ShouldContain(found);
    }

    [Theory]
    [InlineData("3", "night shift", "1960-01-29", 2.5)] // −1 + 1.5 + 4/4 + 1
    [InlineData("3", " Night", "28", 1.5)] // five characters of it are " NIGH": not the category
    [InlineData(null, "day", "0", 0)] // −1 + 1
    public void A_regression_scores(string? load, string crew, string serviced, double logit)
    {
        (string, string)[] cells = load is null
            ? [("CREW", crew), ("SERVICED", serviced)] : [("LOAD", load), ("CREW", crew), ("SERVICED", serviced)];
        var row = Score(Load(Document), cells);
        row.Number("P_FAILED1").ShouldBe(1 / (1 + Math.Exp(-logit)), 1e-12);
        row["_WARN_"].ShouldBeNull();
        row["R_FAILED1"].ShouldBeNull("the truth is not among the inputs");
        if (logit != 0) (row["I_FAILED"], row["U_FAILED"]).ShouldBe(("failed", "1"));
    }

    [Fact]
    public void Without_a_date_the_priors_stand()
    {
        var row = Score(Load(Document), ("LOAD", "3"), ("CREW", "day"));
        (row["I_FAILED"], row["P_FAILED1"]).ShouldBe(("sound", "0.25"));
    }
}
