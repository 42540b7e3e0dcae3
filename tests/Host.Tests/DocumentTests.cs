using System.Text.RegularExpressions;

namespace Maintenance.Host.Tests;

/// <summary>The documents tell the truth about the tree.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Links_in_documents_lead_somewhere()
    {
        var broken = Repository.SourceFiles("*.md").SelectMany(file => Link().Matches(File.ReadAllText(Repository.PathOf(file)))
            .Select(m => m.Groups[1].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
            .Where(target => !Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(file)!, target)))
            .Select(target => $"{file} → {target}"));
        broken.ShouldBeEmpty();
    }

    [Fact]
    public void No_file_names_a_path_of_a_developers_machine()
    {
        string[] foreign = ["/wo" + "rk/", "/tm" + "p/wt", "/ro" + "ot/"];
        var named = Repository.SourceFiles("*").Where(f => !f.EndsWith(".png", StringComparison.Ordinal))
            .Where(f => foreign.Any(p => File.ReadAllText(Repository.PathOf(f)).Contains(p, StringComparison.Ordinal)));
        named.ShouldBeEmpty();
    }

    [Fact]
    public void The_newest_version_of_the_changelog_is_the_one_that_is_built()
    {
        var newest = Version().Match(File.ReadAllText(Repository.PathOf("CHANGELOG.md"))).Groups["number"].Value;
        typeof(Maintenance.Core.Ports.ITelemetryLog).Assembly.GetName().Version!.ToString(3).ShouldBe(newest);
    }

    [GeneratedRegex(@"^## (?<number>\d+\.\d+\.\d+) - \d{4}-\d\d-\d\d", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Version();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
