using ArchUnitNET.xUnit;

namespace Maintenance.Host.Tests.Architecture;

/// <summary>Who may know whom (docs/architecture.md): every rule holds, and every rule catches the violation planted against it.</summary>
public sealed class DependencyTests
{
    public static TheoryData<string> Rules { get; } = [.. DependencyRules.All.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_product_keeps_the_rule(string rule) => DependencyRules.All[rule].Check(Product.Types);

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_violation_is_found(string rule) =>
        DependencyRules.All[rule].Evaluate(Product.Planted).Where(r => !r.Passed).Select(r => r.Description)
            .ShouldContain(d => d.Contains(".Planted.", StringComparison.Ordinal));

    [Fact]
    public void All_stages_are_checked()
    {
        string[] stages = ["Maintenance.Api", "Maintenance.Core", "Maintenance.Dashboard", "Maintenance.Ingest", "Maintenance.Notification",
            "Maintenance.Queries", "Maintenance.Scoring", "Maintenance.Simulator", "Maintenance.Store", "maintenance"];
        stages.ShouldBeSubsetOf(Product.Assemblies.Select(a => a.GetName().Name!));
    }

    // A reference that no type uses does not show in the compiled types, so these tests read the project files.
    [Theory]
    [InlineData("Core")]
    [InlineData("Pmml")]
    public void The_project_references_no_package_and_no_other_project(string name)
    {
        var project = System.Xml.Linq.XDocument.Load(Repository.PathOf($"{name}/Maintenance.{name}.csproj"));
        project.Descendants("PackageReference").ShouldBeEmpty();
        project.Descendants("ProjectReference").ShouldBeEmpty();
    }

    [Fact]
    public void The_MlNet_adapter_references_only_Core_and_Pmml() =>
        System.Xml.Linq.XDocument.Load(Repository.PathOf("MlNet/Maintenance.MlNet.csproj")).Descendants("ProjectReference")
            .Select(r => (string)r.Attribute("Include")!)
            .ShouldBe(["../Core/Maintenance.Core.csproj", "../Pmml/Maintenance.Pmml.csproj"], ignoreOrder: true);
}
