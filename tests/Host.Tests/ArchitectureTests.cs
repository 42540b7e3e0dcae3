using System.Reflection;
using System.Xml.Linq;

namespace Maintenance.Host.Tests;

/// <summary>The direction of dependencies, and what may appear where (CONTRIBUTING.md).</summary>
public sealed class ArchitectureTests
{
    private static readonly string[] Stages = ["Simulator", "Ingest", "Scoring", "Store", "Dashboard"];

    [Fact]
    public void Core_references_no_package_and_no_project()
    {
        var project = XDocument.Load(Repository.PathOf("Core/Maintenance.Core.csproj"));
        project.Descendants("PackageReference").ShouldBeEmpty();
        project.Descendants("ProjectReference").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Simulator", "Core")]
    [InlineData("Ingest", "Core,Mqtt")]
    [InlineData("Scoring", "Core")]
    [InlineData("Store", "Core")]
    [InlineData("Dashboard", "Core")]
    public void A_stage_references_only_what_its_place_allows(string stage, string allowed)
    {
        var references = XDocument.Load(Repository.PathOf($"{stage}/Maintenance.{stage}.csproj"))
            .Descendants("ProjectReference").Select(r => r.Attribute("Include")!.Value.Split('/', '\\')[^2]);
        references.ShouldBeSubsetOf(allowed.Split(','));
    }

    [Theory]
    [InlineData("FASTER", "Store")]
    [InlineData("Confluent.Kafka", "Store")]
    [InlineData("duckdb_", "Store")]
    [InlineData("LibraryImport(\"libmosquitto", "Mqtt")]
    [InlineData("libxgboost", "Scoring")]
    [InlineData("uplot", "Dashboard")]
    public void An_engine_appears_only_in_its_home(string word, string home)
    {
        var strangers = Repository.SourceFiles("*.cs")
            .Where(f => !f.StartsWith(home + "/", StringComparison.Ordinal) && !f.StartsWith("tests/", StringComparison.Ordinal))
            .Where(f => CodeLines(f).Any(l => l.Contains(word, StringComparison.Ordinal)));
        strangers.ShouldBeEmpty();
    }

    [Fact]
    public void No_engine_type_is_in_a_public_signature_of_the_store()
    {
        var store = Assembly.Load("Maintenance.Store");
        var leaks = store.GetExportedTypes()
            .SelectMany(t => t.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .SelectMany(m => m switch
            {
                MethodInfo method => method.GetParameters().Select(p => p.ParameterType).Append(method.ReturnType),
                PropertyInfo property => [property.PropertyType],
                ConstructorInfo constructor => constructor.GetParameters().Select(p => p.ParameterType),
                _ => Enumerable.Empty<Type>(),
            })
            .Where(t => t.Namespace is { } space && (space.StartsWith("FASTER", StringComparison.Ordinal) || space.StartsWith("Confluent", StringComparison.Ordinal) || space.Contains(".Native", StringComparison.Ordinal)))
            .Distinct();
        leaks.ShouldBeEmpty();
    }

    [Fact]
    public void Stages_do_not_use_each_others_namespaces()
    {
        foreach (var stage in Stages)
            foreach (var other in Stages.Where(s => s != stage))
                Repository.SourceFiles("*.cs").Where(f => f.StartsWith(stage + "/", StringComparison.Ordinal))
                    .Where(f => CodeLines(f).Any(l => l.Contains($"using Maintenance.{other}", StringComparison.Ordinal)))
                    .ShouldBeEmpty($"{stage} must not know {other}");
    }

    [Fact]
    public void Event_ids_of_log_messages_are_unique()
    {
        string[] assemblies = [.. Stages.Select(s => $"Maintenance.{s}"), "Maintenance.Mqtt", "maintenance"];
        var ids = assemblies.Select(Assembly.Load).SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(m => (Method: m, Attribute: m.GetCustomAttribute<Microsoft.Extensions.Logging.LoggerMessageAttribute>()))
            .Where(m => m.Attribute is not null)
            .GroupBy(m => m.Attribute!.EventId)
            .Where(g => g.Count() > 1)
            .Select(g => $"{g.Key}: {string.Join(", ", g.Select(m => $"{m.Method.DeclaringType!.Name}.{m.Method.Name}"))}");
        ids.ShouldBeEmpty();
    }

    [Fact]
    public void No_source_file_is_a_heap()
    {
        var heaps = Repository.SourceFiles("*.cs").Concat(Repository.SourceFiles("*.ts")).Concat(Repository.SourceFiles("*.razor"))
            .Select(f => (File: f, Lines: File.ReadAllLines(Repository.PathOf(f)).Length))
            .Where(f => f.Lines > 400).Select(f => $"{f.File}: {f.Lines} lines");
        heaps.ShouldBeEmpty();
    }

    private static IEnumerable<string> CodeLines(string file) =>
        File.ReadLines(Repository.PathOf(file)).Where(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal));
}
