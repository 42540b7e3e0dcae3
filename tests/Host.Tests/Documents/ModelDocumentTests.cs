using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.Registry;

namespace Maintenance.Host.Tests.Documents;

/// <summary>The page of window features and the model card speak of this code and of the model that is shipped.</summary>
public sealed partial class ModelDocumentTests
{
    private const string Model = "models/drill-health.pmml";

    [Fact]
    public void The_table_of_descriptors_is_the_codes()
    {
        var inputs = ConditionModels.Load(Repository.PathOf(Model)).Inputs;
        var page = File.ReadAllText(Repository.PathOf("docs/formats/window-features.md"));
        Row().Matches(page).Select(m =>
            (int.Parse(m.Groups["index"].ValueSpan), m.Groups["name"].Value, m.Groups["unit"].Value, m.Groups["meaning"].Value,
            m.Groups["shipped"].Value == "yes"))
            .ShouldBe(Descriptors.All.Select(d => (d.Index, d.Name, d.Unit, d.Meaning, inputs.Contains(d.Name))));
        page.ShouldContain($"({inputs.Count} in all)");
        WindowFeatures.Names.ShouldBe([.. Descriptors.All.Select(d => d.Name), .. Descriptors.All.Select(d => $"{d.Name}_max")]);
        inputs.ShouldBe(inputs.Where(WindowFeatures.Names.Contains));
    }

    [Fact]
    public void The_page_of_descriptors_gives_a_formula_for_each_one()
    {
        var rows = FormulaRow().Matches(File.ReadAllText(Repository.PathOf("docs/formats/descriptors.md"))).SelectMany(m =>
        {
            var units = m.Groups["unit"].Value.Split(", ");
            return m.Groups["names"].Value.Split(", ").Select((n, i) => (Name: n.Trim('`'), Unit: units[i % units.Length]));
        });
        rows.OrderBy(r => Descriptors.IndexOf(r.Name)).ShouldBe(Descriptors.All.Select(d => (d.Name, d.Unit)));
    }

    [Fact]
    public void The_model_card_names_the_hash_of_the_shipped_document()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Repository.PathOf(Model))));
        File.ReadAllText(Repository.PathOf("models/README.md")).ShouldContain(hash);
        ConditionModels.Load(Repository.PathOf(Model)).Hash.ShouldBe(hash);
    }

    [GeneratedRegex(@"^\| (?<index>\d+) \| `(?<name>\w+)` \| (?<unit>\S+) \| (?<meaning>[^|]+?) \|[^|]*\| ?(?<shipped>\w*) \|",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| [\d, –]+ \| (?<names>`\w+`(, `\w+`)*) \| (?<unit>[^|]+?) \| [^|]+ \|",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex FormulaRow();
}
