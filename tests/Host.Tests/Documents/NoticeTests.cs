using System.Text.Json;
using System.Xml.Linq;

namespace Maintenance.Host.Tests.Documents;

/// <summary>NOTICE names every component of others that the product is built from or distributed with.</summary>
public sealed class NoticeTests
{
    private static readonly string Notice = File.ReadAllText(Repository.PathOf("NOTICE"));

    [Fact]
    public void Every_package_of_the_product_is_listed() =>
        ProductPackages().Where(package => !Lists(package)).ShouldBeEmpty("add them to NOTICE with their licence");

    [Fact]
    public void Every_npm_package_of_the_browser_bundle_is_listed() =>
        BundledPackages().Where(package => !Lists(package)).ShouldBeEmpty("add them to NOTICE with their licence");

    [Fact]
    public void Nothing_is_listed_that_the_product_no_longer_takes()
    {
        var taken = ProductPackages().Concat(BundledPackages()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Rows().Where(row => row.Inside.Length == 0 && !taken.Contains(row.Name)).Select(row => row.Name).ShouldBeEmpty();
    }

    [Fact]
    public void Every_row_names_a_licence() => Rows().Where(row => row.Licence.Length == 0).Select(row => row.Name).ShouldBeEmpty();

    private static bool Lists(string package) => Rows().Any(row => row.Name.Equals(package, StringComparison.OrdinalIgnoreCase));

    private static string[] ProductPackages() =>
    [
        .. XDocument.Load(Repository.PathOf("Directory.Packages.props")).Root!.Elements("ItemGroup")
            .Single(group => (string?)group.Attribute("Label") == "product").Elements("PackageVersion")
                .Select(package => (string)package.Attribute("Include")!),
    ];

    private static string[] BundledPackages()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("package.json")));
        return [.. document.RootElement.GetProperty("dependencies").EnumerateObject().Select(dependency => dependency.Name)];
    }

    // name | licence | holder | the listed component it comes inside of, if any
    private static (string Name, string Licence, string Inside)[] Rows() =>
    [
        .. Notice.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(cells => cells.Length == 4)
            .Select(cells => (cells[0], cells[1], cells[3])),
    ];
}
