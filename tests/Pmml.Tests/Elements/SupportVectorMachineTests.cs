using static Maintenance.Pmml.Tests.Elements.Documents;

namespace Maintenance.Pmml.Tests.Elements;

/// <summary>Linear machines over one field: their value is the field times the weight.</summary>
public sealed class SupportVectorMachineTests
{
    [Theory]
    [InlineData("0.5", "a")] // rounds to 1
    [InlineData("1.2", "a")]
    [InlineData("0.4", "b")] // rounds to 0
    [InlineData("-3", "b")]
    public void A_PMML_3_machine_rounds_to_its_category_or_to_the_alternate_of_the_model(string x, string expected) =>
        Score(Load(Numbers + Label, Model("alternateBinaryTargetCategory='b'", "targetCategory='a'")), x)["c"].ShouldBe(expected);

    [Theory]
    [InlineData("-0.1", "a")] // below the threshold
    [InlineData("0", "b")]
    public void A_later_machine_compares_with_its_threshold(string x, string expected) =>
        Score(Load(Numbers + Label, Model("", "targetCategory='a' alternateTargetCategory='b'")), x)["c"].ShouldBe(expected);

    [Theory]
    [InlineData("", "targetCategory='a'")] // would give a to every row
    [InlineData("alternateBinaryTargetCategory='b'", "targetCategory='a' alternateTargetCategory='b'")]
    [InlineData("alternateBinaryTargetCategory='b' classificationMethod='OneAgainstAll'", "targetCategory='a'")]
    public void A_machine_that_cannot_decide_between_two_categories_is_refused(string model, string machine) =>
        Should.Throw<PmmlException>(() => Load(Numbers + Label, Model(model, machine))).Element.ShouldStartWith("SupportVectorMachine");

    private static string Model(string attributes, string machine) => "<SupportVectorMachineModel functionName='classification' "
        + $"svmRepresentation='Coefficients' {attributes}><MiningSchema><MiningField name='c' usageType='target'/><MiningField name='x'/>"
        + "</MiningSchema><LinearKernelType/><VectorDictionary><VectorFields><FieldRef field='x'/></VectorFields></VectorDictionary>"
        + $"<SupportVectorMachine {machine}><Coefficients absoluteValue='0'><Coefficient value='1'/></Coefficients></SupportVectorMachine>"
        + "</SupportVectorMachineModel>";
}
