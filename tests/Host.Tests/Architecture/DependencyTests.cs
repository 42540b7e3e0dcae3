using ArchUnitNET.xUnit;

namespace Maintenance.Host.Tests.Architecture;

/// <summary>Who may know whom (docs/architecture.md): every rule holds, and every rule finds what is planted against it.</summary>
public sealed class DependencyTests
{
    public static TheoryData<string> Rules { get; } = [.. DependencyRules.All.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_product_keeps_the_rule(string rule) => DependencyRules.All[rule].Check(Product.Types);

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_violation_is_found(string rule) =>
        DependencyRules.All[rule].Evaluate(Product.Planted).Where(r => !r.Passed).Select(r => r.Description).ShouldContain(d => d.Contains(".Planted.", StringComparison.Ordinal));

    [Fact]
    public void All_stages_are_looked_at()
    {
        string[] stages = ["Maintenance.Core", "Maintenance.Dashboard", "Maintenance.Ingest", "Maintenance.Scoring", "Maintenance.Simulator", "Maintenance.Store", "maintenance"];
        stages.ShouldBeSubsetOf(Product.Assemblies.Select(a => a.GetName().Name!));
    }

    [Fact]
    public void Core_references_no_package_and_no_project()
    {
        // What is referenced and not used leaves no trace in types.
        var project = System.Xml.Linq.XDocument.Load(Repository.PathOf("Core/Maintenance.Core.csproj"));
        project.Descendants("PackageReference").ShouldBeEmpty();
        project.Descendants("ProjectReference").ShouldBeEmpty();
    }
}
