using System.Globalization;
using static Maintenance.Pmml.Tests.Elements.Documents;

namespace Maintenance.Pmml.Tests.Elements;

/// <summary>Text models: linear in the text, whatever the number of terms and the pattern.</summary>
public sealed class TextTests
{
    private const string Note = "<DataField name='note' optype='categorical' dataType='string'/>";

    [Fact]
    public void A_text_is_taken_apart_once_for_all_its_terms()
    {
        var text = string.Join(' ', Enumerable.Range(0, 400).Select(i => $"w{i % 90}"));
        var (few, many) = (AllocatedBy(TermModel(2), text), AllocatedBy(TermModel(80), text));
        many.ShouldBeLessThan(2 * few, "bytes, and so the work, of 80 terms against 2");
    }

    [Theory]
    [InlineData("w1 w2 W1", "w1", 2)]
    [InlineData("w1 w2 w1 w2", "w1 w2", 2)]
    [InlineData("w2 w1", "w1 w2", 0)]
    public void Terms_of_one_and_of_several_words_are_counted(string text, string term, int expected)
    {
        var model = Load(Numbers + Note, Model($"<TextIndex textField='note'><Constant>{term}</Constant></TextIndex>", ""));
        Score(model, text)["t"].ShouldBe(expected.ToString(CultureInfo.InvariantCulture));
        Score(model, "nothing")["t"].ShouldBe("0", "the row before is forgotten");
        Score(model, text)["t"].ShouldBe(expected.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_pattern_that_backtracks_without_end_elsewhere_gives_its_result_here()
    {
        var model = Load(Numbers + Note, Model("<Apply function='if'><Apply function='matches'><FieldRef field='note'/><Constant>^(a+)+$"
            + "</Constant></Apply><Constant>1</Constant><Constant>2</Constant></Apply>", ""));
        Score(model, new string('a', 60))["t"].ShouldBe("1");
        Score(model, new string('a', 60) + "!")["t"].ShouldBe("2", "not missing, however slow the machine");
    }

    [Theory]
    [InlineData("<Apply function='matches'><FieldRef field='note'/><Constant>(?=(a+)+b)a</Constant></Apply>", "(?=(a+)+b)a")]
    [InlineData("<Apply function='matches'><FieldRef field='note'/><Constant>(a+){2,}\\1</Constant></Apply>", "(a+){2,}\\1")]
    [InlineData("<TextIndex textField='note' wordSeparatorCharacterRE='(?!x)'><Constant>a</Constant></TextIndex>", "(?!x)")]
    public void A_pattern_whose_time_has_no_bound_is_refused_by_name(string expression, string pattern) =>
        Should.Throw<PmmlException>(() => Load(Numbers + Note, Model($"<Apply function='if'><Apply function='equal'>{expression}"
            + "<Constant>1</Constant></Apply><Constant>1</Constant><Constant>2</Constant></Apply>", ""))).Message.ShouldContain(pattern);

    [Theory]
    [InlineData(200, "1")]
    [InlineData(100_000, null)] // the third power of it is too much
    public void A_back_reference_works_on_texts_whose_length_bounds_the_work(int length, string? expected)
    {
        var model = Load(Numbers + Note, Model("<Apply function='if'><Apply function='matches'><FieldRef field='note'/><Constant>^(\\w+) "
            + "+\\1$"
            + "</Constant></Apply><Constant>1</Constant><Constant>2</Constant></Apply>", ""));
        var half = new string('x', length / 2);
        Score(model, $"{half} {half}")["t"].ShouldBe(expected);
        Score(model, "rig rag")["t"].ShouldBe("2");
    }

    private static long AllocatedBy(PmmlModel model, string text)
    {
        Score(model, text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Score(model, text);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    // As scikit-learn's exporter writes it: a function of text and term, called for each term.
    private static PmmlModel TermModel(int terms) => Load(Numbers + Note, Model("<Apply function='sum'>"
        + string.Concat(Enumerable.Range(0, terms).Select(i => $"<Apply function='tf'><FieldRef field='note'/><Constant "
            + $"dataType='string'>w{i}</Constant></Apply>")) + "</Apply>",
        "<TransformationDictionary><DefineFunction name='tf' optype='continuous' dataType='integer'><ParameterField name='text'/>"
        + "<ParameterField name='term'/><TextIndex textField='text'><FieldRef field='term'/></TextIndex></DefineFunction>"
        + "</TransformationDictionary>"));

    private static string Model(string expression, string dictionary) => dictionary + "<RegressionModel functionName='regression'>"
        + "<MiningSchema><MiningField name='t' usageType='target'/><MiningField name='note'/></MiningSchema><LocalTransformations>"
        + $"<DerivedField name='d' optype='continuous' dataType='double'>{expression}</DerivedField></LocalTransformations>"
        + "<RegressionTable intercept='0'><NumericPredictor name='d' coefficient='1'/></RegressionTable></RegressionModel>";
}
