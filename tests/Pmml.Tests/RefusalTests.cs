using System.Text;

namespace Maintenance.Pmml.Tests;

/// <summary>Hostile and broken documents are refused when they are loaded, by element, quickly.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("<DerivedField name='d' dataType='double' optype='continuous'><FieldRef field='e'/></DerivedField><DerivedField name='e' "
        + "dataType='double' optype='continuous'><FieldRef field='d'/></DerivedField>", "DerivedField")]
    [InlineData("<DerivedField name='d' dataType='double' optype='continuous'><Apply function='nonsense'><FieldRef "
        + "field='x'/></Apply></DerivedField>", "Apply")]
    [InlineData("<DerivedField name='d' dataType='double' optype='continuous'><Apply function='+'><FieldRef field='x'/><FieldRef "
        + "field='nowhere'/></Apply></DerivedField>", "FieldRef")]
    [InlineData("<DerivedField name='d' dataType='double' optype='continuous'><Apply function='ln'/></DerivedField>", "Apply")]
    [InlineData("<DerivedField name='d' dataType='double' optype='continuous'><Constant dataType='double'>NaN</Constant></DerivedField>",
        "Constant")]
    [InlineData("<DerivedField name='d' dataType='double' optype='continuous'><NormContinuous field='x'><LinearNorm orig='1' "
        + "norm='0'/><LinearNorm orig='1' norm='1'/></NormContinuous></DerivedField>", "NormContinuous")]
    [InlineData("<DerivedField name='d' dataType='double' optype='continuous'><Lag field='x'/></DerivedField>", "Lag")]
    public void A_broken_transformation_is_refused_by_its_element(string transformation, string element) =>
        Should.Throw<PmmlException>(() => Load(Document("", transformation))).Element.ShouldBe(element);

    [Fact]
    public void A_function_that_calls_itself_is_refused()
    {
        var refusal = Should.Throw<PmmlException>(() => Load(Document(
            "<DefineFunction name='f' optype='continuous'><ParameterField name='a'/><Apply function='f'><FieldRef "
                + "field='a'/></Apply></DefineFunction>",
            "<DerivedField name='d' dataType='double' optype='continuous'><Apply function='f'><FieldRef "
                + "field='x'/></Apply></DerivedField>")));
        refusal.Message.ShouldContain("calls itself");
    }

    [Fact]
    public void Functions_that_double_each_other_are_refused_before_memory_is_spent()
    {
        var functions = new StringBuilder("<DefineFunction name='f0' optype='continuous'><ParameterField name='a'/><FieldRef "
            + "field='a'/></DefineFunction>");
        for (var i = 1; i < 40; i++)
            functions.Append($"<DefineFunction name='f{i}' optype='continuous'><ParameterField name='a'/><Apply function='+'><Apply "
                + $"function='f{i - 1}'><FieldRef field='a'/></Apply><Apply function='f{i - 1}'><FieldRef "
                + "field='a'/></Apply></Apply></DefineFunction>");
        Should.Throw<PmmlException>(() => Load(Document(functions.ToString(),
            "<DerivedField name='d' dataType='double' optype='continuous'><Apply function='f39'><FieldRef "
                + "field='x'/></Apply></DerivedField>")));
    }

    [Fact]
    public void An_external_entity_is_refused() =>
        Should.Throw<PmmlException>(() => Load("<!DOCTYPE PMML [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>" + Document("", "")));

    [Fact]
    public void Every_truncation_of_a_document_is_refused()
    {
        var whole = Document("", "<DerivedField name='d' dataType='double' optype='continuous'><FieldRef field='x'/></DerivedField>");
        Load(whole).Inputs.ShouldBe(["x"]);
        for (var length = 0; length < whole.Length; length++)
            Should.Throw<PmmlException>(() => Load(whole[..length]), $"{length} characters");
    }

    private static string Document(string functions, string transformations) =>
        "<PMML version='4.4' xmlns='http://www.dmg.org/PMML-4_4'><Header/><DataDictionary><DataField name='x' optype='continuous' "
            + "dataType='double'/></DataDictionary>" +
        $"<TransformationDictionary>{functions}</TransformationDictionary>" +
        "<RegressionModel functionName='regression'><MiningSchema><MiningField name='x'/></MiningSchema>" +
        $"<LocalTransformations>{transformations}</LocalTransformations>" +
        "<RegressionTable intercept='1'><NumericPredictor name='x' coefficient='2'/></RegressionTable></RegressionModel></PMML>";

    private static PmmlModel Load(string document) => PmmlModel.Load(Encoding.UTF8.GetBytes(document));
}
