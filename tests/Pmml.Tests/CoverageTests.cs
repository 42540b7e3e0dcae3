using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Maintenance.Pmml.Coverage;

namespace Maintenance.Pmml.Tests;

/// <summary>
/// Nothing in a document is skipped in silence: it is read, or stands in the schema's list as harmless, or is refused by name.
/// </summary>
public sealed class CoverageTests
{
    private const string File = "docs/formats/pmml-coverage.md";

    public static TheoryData<string> Kinds => [.. FuzzDocuments.All.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_attribute_that_nobody_reads_is_refused_by_name_on_every_element(string kind)
    {
        foreach (var (document, element) in ElementsOf(kind))
        {
            element.SetAttributeValue("newlyMet", "1");
            var refusal = Should.Throw<PmmlException>(() => Load(document), $"<{element.Name.LocalName} newlyMet='1'> in {kind}");
            (refusal.Element, refusal.Message.Contains("'newlyMet'")).ShouldBe((element.Name.LocalName, true));
            element.SetAttributeValue("newlyMet", null);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_element_that_nobody_reads_is_refused_by_name_in_every_element(string kind)
    {
        foreach (var (document, element) in ElementsOf(kind))
        {
            var added = new XElement(element.Name.Namespace + "NewlyMet");
            element.Add(added);
            Should.Throw<PmmlException>(() => Load(document), $"<NewlyMet> in <{element.Name.LocalName}> of {kind}").Element
                .ShouldBe("NewlyMet");
            added.Remove();
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Harmless_attributes_change_no_result_and_others_are_accepted_with_their_default_only(string kind)
    {
        var expected = Results(Parse(kind));
        foreach (var (document, element) in ElementsOf(kind))
            foreach (var attribute in PmmlSchema.Elements[element.Name.LocalName].Attributes)
            {
                if (attribute.Use is not (SchemaUse.Harmless or SchemaUse.DefaultOnly)) continue;
                if (element.Attribute(attribute.Name) is not null) continue;
                var what = $"{element.Name.LocalName}/@{attribute.Name} of {kind}";
                element.SetAttributeValue(attribute.Name, attribute.Use == SchemaUse.Harmless ? "3" : attribute.Note);
                if (element.Name.LocalName == "OutputField" && attribute.Use == SchemaUse.DefaultOnly)
                {
                    // Some features read it: then its default is no addition.
                    element.SetAttributeValue(attribute.Name, null);
                    continue;
                }
                Results(document).ShouldBe(expected, what);
                if (attribute.Use == SchemaUse.DefaultOnly)
                {
                    element.SetAttributeValue(attribute.Name, "7");
                    Should.Throw<PmmlException>(() => Load(document), what).Message.ShouldContain($"'{attribute.Name}'");
                }
                element.SetAttributeValue(attribute.Name, null);
            }
    }

    [Theory]
    [InlineData("rank='2'", "rank")]
    [InlineData("rankOrder='ascending'", "rankOrder")]
    [InlineData("ruleFeature='rule'", "ruleFeature")]
    public void An_attribute_of_another_feature_is_accepted_with_its_default_only(string attribute, string name)
    {
        PmmlModel With(string more) => Elements.Documents.Load(Elements.Documents.Numbers + Elements.Documents.Label,
            "<TreeModel functionName='classification'><MiningSchema><MiningField name='c' usageType='target'/><MiningField name='x'/>"
            + $"</MiningSchema><Output><OutputField name='p' feature='probability' value='a' {more}/></Output><Node score='a'><True/>"
            + "<ScoreDistribution value='a' recordCount='1'/></Node></TreeModel>");
        With("rank='1' rankOrder='descending' ruleFeature='consequent'").Outputs.ShouldContain("p");
        Should.Throw<PmmlException>(() => With(attribute)).Message.ShouldContain($"'{name}'");
    }

    [Theory]
    [InlineData("<Constant missing='true' dataType='double'/>")]
    [InlineData("<Apply function='+'><NormDiscrete field='c' value='a' method='indicator'/><Constant>1</Constant></Apply>")]
    public void What_a_setting_makes_idle_does_not_refuse_a_document(string expression) =>
        Elements.Documents.Load(Elements.Documents.Numbers + Elements.Documents.Label, "<RegressionModel functionName='regression'>"
            + "<MiningSchema><MiningField name='t' usageType='target'/><MiningField name='c' lowValue='1' importance='0.5'/></MiningSchema>"
            + $"<LocalTransformations><DerivedField name='d' optype='continuous' dataType='double'>{expression}</DerivedField>"
            + "</LocalTransformations><RegressionTable intercept='0'><NumericPredictor name='d' coefficient='1'/></RegressionTable>"
            + "</RegressionModel>").Inputs.ShouldBe(["c"]);

    [Fact]
    public void Every_element_that_documents_contain_is_in_the_list() =>
        FuzzDocuments.All.Keys.SelectMany(ElementsOf).Select(e => e.Element.Name.LocalName).Distinct()
            .Where(name => !PmmlSchema.Elements.ContainsKey(name)).ShouldBeEmpty();

    [Fact]
    public void The_page_lists_what_becomes_of_each_element_and_attribute()
    {
        var path = Repository.PathOf(File);
        if (Environment.GetEnvironmentVariable("WRITE_PMML_COVERAGE") is "1") System.IO.File.WriteAllText(path, Page());
        System.IO.File.ReadAllText(path).ShouldBe(Page(), $"{File} is out of date. To write it anew: WRITE_PMML_COVERAGE=1 dotnet test "
            + "tests/Pmml.Tests --filter FullyQualifiedName~CoverageTests");
    }

    private static string Page()
    {
        var page = new StringBuilder("""
            # PMML: what becomes of each element and attribute

            Written by `WRITE_PMML_COVERAGE=1 dotnet test tests/Pmml.Tests --filter FullyQualifiedName~CoverageTests` from the
            list that every document is checked against (`Pmml/Coverage/PmmlSchema.cs`). Whatever stands in a document and is neither
            read nor harmless is refused when the document is loaded, with element and line; so is everything that is not in this list.
            Attributes in *italics* are read where the model's other settings give them a meaning. Attributes of other namespaces
            (`xsi:schemaLocation`) are no part of PMML and are not read.

            | element | read | harmless | refused |
            | --- | --- | --- | --- |

            """);
        foreach (var element in PmmlSchema.Elements.Values)
        {
            var (read, harmless, refused) = element.Use switch
            {
                SchemaUse.Harmless => ("", $"with all that is inside: {element.Note}", ""),
                SchemaUse.Refused => ("", "", element.Note),
                _ => (Read(element), Harmless(element), Refused(element)),
            };
            page.Append(CultureInfo.InvariantCulture, $"| {element.Name} | {read} | {harmless} | {refused} |\n");
        }
        return page.ToString();
    }

    private static string Read(SchemaElement element) => string.Join(", ", element.Attributes
        .Where(a => a.Use is SchemaUse.Used or SchemaUse.Conditional).Select(a => a.Use == SchemaUse.Used ? a.Name : $"*{a.Name}*"))
            is { Length: > 0 } names ? names : "yes";

    private static string Harmless(SchemaElement element) => string.Join("; ", element.Attributes.Where(a => a.Use == SchemaUse.Harmless)
        .GroupBy(a => a.Note).Select(g => $"{string.Join(", ", g.Select(a => a.Name))}: {g.Key}"));

    private static string Refused(SchemaElement element) => string.Join(", ", element.Attributes
        .Where(a => a.Use is SchemaUse.DefaultOnly or SchemaUse.Refused)
        .Select(a => a.Use == SchemaUse.Refused ? a.Name : $"{a.Name} other than {a.Note}"));

    // The elements whose content the engine reads, each in its document.
    private static IEnumerable<(XDocument Document, XElement Element)> ElementsOf(string kind)
    {
        var document = Parse(kind);
        foreach (var element in document.Descendants().ToArray())
            if (element.AncestorsAndSelf().All(a => PmmlSchema.Elements.GetValueOrDefault(a.Name.LocalName)?.Use != SchemaUse.Harmless)
                && !IsLeftOut(element)) yield return (document, element);
    }

    // What a reader leaves out on purpose: counts of a numeric tree, fields and functions that nothing uses.
    private static bool IsLeftOut(XElement element) => LeftOut.Contains(element.Name.LocalName)
        && element.AncestorsAndSelf().Any(a => a.Name.LocalName is "RuleSet" or "SimpleRule");

    private static readonly string[] LeftOut = ["ScoreDistribution"];

    private static XDocument Parse(string kind) => XDocument.Parse(FuzzDocuments.All[kind]);

    private static PmmlModel Load(XDocument document) =>
        PmmlModel.Load(Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting)));

    private static double[] Results(XDocument document)
    {
        var model = Load(document);
        var all = new List<double>();
        foreach (var value in (double[])[0, 1, 2.5, -3, double.NaN])
        {
            var row = Enumerable.Repeat(value, model.Inputs.Count).ToArray();
            var results = new double[model.Outputs.Count];
            model.Score(row, results);
            all.AddRange(results);
        }
        return [.. all];
    }
}
