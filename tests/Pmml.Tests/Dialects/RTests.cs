using static Maintenance.Pmml.Tests.Dialects.Dialect;
using static Maintenance.Pmml.Tests.Elements.Documents;

namespace Maintenance.Pmml.Tests.Dialects;

/// <summary>R's e1071 (svm, naiveBayes), survival (coxph) and arules as the pmml package writes them.</summary>
public sealed class RTests
{
    private const string Head = """<Header copyright="none" description="R model"><Extension name="user" value="nobody" extender="R/PMML"/><Application name="SoftwareAG PMML Generator" version="2.5.2"/><Timestamp>2021-01-01</Timestamp></Header>""";

    private const string Svm = $"""
        <PMML version="4.4" xmlns="http://www.dmg.org/PMML-4_4">{Head}
          <DataDictionary numberOfFields="3"><DataField name="state" optype="categorical" dataType="string"><Value value="ok"/><Value value="worn"/></DataField>
            <DataField name="heat" optype="continuous" dataType="double"/><DataField name="crew" optype="categorical" dataType="string"><Value value="A"/><Value value="B"/></DataField></DataDictionary>
          <SupportVectorMachineModel modelName="LIBSVM_Model" functionName="classification" algorithmName="LIBSVM" classificationMethod="OneAgainstOne" svmRepresentation="SupportVectors">
            <MiningSchema><MiningField name="state" usageType="predicted" invalidValueTreatment="returnInvalid"/><MiningField name="heat" usageType="active" invalidValueTreatment="returnInvalid"/><MiningField name="crew" usageType="active" invalidValueTreatment="returnInvalid"/></MiningSchema>
            <Output><OutputField name="Predicted_state" optype="categorical" dataType="string" feature="predictedValue"/></Output>
            <LocalTransformations><DerivedField name="derived_heat" optype="continuous" dataType="double"><NormContinuous field="heat"><LinearNorm orig="0" norm="-2"/><LinearNorm orig="100" norm="0"/></NormContinuous></DerivedField>
              <DerivedField name="crewB" optype="continuous" dataType="double"><NormDiscrete field="crew" value="B"/></DerivedField></LocalTransformations>
            <LinearKernelType description="Linear kernel type"/>
            <VectorDictionary numberOfVectors="2"><VectorFields numberOfFields="2"><FieldRef field="derived_heat"/><FieldRef field="crewB"/></VectorFields>
              <VectorInstance id="1"><REAL-SparseArray n="2"><Indices>1 2</Indices><REAL-Entries>1 0.5</REAL-Entries></REAL-SparseArray></VectorInstance>
              <VectorInstance id="2"><REAL-SparseArray n="2"><Indices>1</Indices><REAL-Entries>-1</REAL-Entries></REAL-SparseArray></VectorInstance></VectorDictionary>
            <SupportVectorMachine targetCategory="ok" alternateTargetCategory="worn"><SupportVectors numberOfSupportVectors="2" numberOfAttributes="2"><SupportVector vectorId="1"/><SupportVector vectorId="2"/></SupportVectors>
              <Coefficients numberOfCoefficients="2" absoluteValue="-0.25"><Coefficient value="1"/><Coefficient value="-1"/></Coefficients></SupportVectorMachine>
          </SupportVectorMachineModel>
        </PMML>
        """;

    private const string Bayes = $"""
        <PMML version="4.4" xmlns="http://www.dmg.org/PMML-4_4">{Head}
          <DataDictionary numberOfFields="4"><DataField name="state" optype="categorical" dataType="string"><Value value="ok"/><Value value="worn"/></DataField>
            <DataField name="heat" optype="continuous" dataType="double"/><DataField name="crew" optype="categorical" dataType="string"><Value value="A"/><Value value="B"/></DataField>
            <DataField name="DiscretePlaceHolder" optype="categorical" dataType="string"><Value value="pseudoValue"/></DataField></DataDictionary>
          <NaiveBayesModel modelName="naiveBayes_Model" functionName="classification" threshold="0.001">
            <MiningSchema><MiningField name="state" usageType="predicted"/><MiningField name="heat" usageType="active"/><MiningField name="crew" usageType="active"/><MiningField name="DiscretePlaceHolder" usageType="active" missingValueReplacement="pseudoValue"/></MiningSchema>
            <Output><OutputField name="Predicted_state" feature="predictedValue" dataType="string" optype="categorical"/><OutputField name="Probability_ok" feature="probability" value="ok" optype="continuous" dataType="double"/></Output>
            <BayesInputs>
              <Extension><BayesInput fieldName="ignored"/></Extension>
              <BayesInput fieldName="crew"><PairCounts value="A"><TargetValueCounts><TargetValueCount value="ok" count="6"/><TargetValueCount value="worn" count="1"/></TargetValueCounts></PairCounts><PairCounts value="B"><TargetValueCounts><TargetValueCount value="ok" count="2"/><TargetValueCount value="worn" count="3"/></TargetValueCounts></PairCounts></BayesInput>
              <BayesInput fieldName="heat"><TargetValueStats><TargetValueStat value="ok"><GaussianDistribution mean="10" variance="4"/></TargetValueStat><TargetValueStat value="worn"><GaussianDistribution mean="14" variance="4"/></TargetValueStat></TargetValueStats></BayesInput>
              <BayesInput fieldName="DiscretePlaceHolder"><PairCounts value="pseudoValue"><TargetValueCounts><TargetValueCount value="ok" count="8"/><TargetValueCount value="worn" count="4"/></TargetValueCounts></PairCounts></BayesInput>
            </BayesInputs>
            <BayesOutput fieldName="state"><TargetValueCounts><TargetValueCount value="ok" count="8"/><TargetValueCount value="worn" count="4"/></TargetValueCounts></BayesOutput>
          </NaiveBayesModel>
        </PMML>
        """;

    // Scaled heat z = 0.02·heat − 2, crew b; the machine gives (z + 0.5·b) + z − 0.25, and below 0 its target category wins.
    [Theory]
    [InlineData("100", "A", "ok")]
    [InlineData("100", "B", "worn")]
    [InlineData("200", "A", "worn")]
    [InlineData("0", "B", "ok")]
    public void A_support_vector_machine_scores(string heat, string crew, string expected) =>
        Score(Load(Svm), ("heat", heat), ("crew", crew))["Predicted_state"].ShouldBe(expected);

    [Fact]
    public void Naive_Bayes_scores_with_its_placeholder()
    {
        // ok 8·(2/8)·e^(−(12−10)²/8), worn 4·(3/4)·e^(−(12−14)²/8): 2 against 3.
        var row = Score(Load(Bayes), ("heat", "12"), ("crew", "B"));
        row.Number("Probability_ok").ShouldBe(0.4, 1e-12);
        row["Predicted_state"].ShouldBe("worn");
        Score(Load(Bayes), ("crew", "A")).Number("Probability_ok").ShouldBe(6 / 7.0, 1e-12);
    }
}
