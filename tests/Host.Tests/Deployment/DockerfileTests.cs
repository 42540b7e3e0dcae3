using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Maintenance.Host.Tests.Deployment;

/// <summary>The Dockerfile as text against the repository and the code. (No container engine runs here.)</summary>
public sealed partial class DockerfileTests
{
    private static readonly string[] Product = ["Api", "Core", "Dashboard", "Host", "Ingest", "MlNet", "Queries", "Scoring", "Simulator",
        "Store"];

    private static readonly string[] Lines = JoinedLines();

    // A Debian package of the image, and what in the repository cannot do without it.
    private static readonly Dictionary<string, Func<bool>> Needs = new(StringComparer.Ordinal)
    {
        ["curl"] = () => Instruction("HEALTHCHECK").Single().Contains("\"curl\"", StringComparison.Ordinal),
        ["libgomp1"] = () => References("Microsoft.ML.LightGbm"), // LightGBM's library is linked with it
        ["libmosquitto1"] = () => Code().Any(c => c.Contains("\"libmosquitto", StringComparison.Ordinal)),
        ["mosquitto"] = () => Code().Any(c => c.Contains("\"mosquitto\"", StringComparison.Ordinal)),
    };

    [Fact]
    public void It_builds_the_bundle_and_the_program_and_ships_only_the_runtime()
    {
        var stages = Instruction("FROM").Select(f => f.Split(' ')).ToArray();
        stages.Length.ShouldBe(3);
        stages[0][0].ShouldStartWith("node:");
        (stages[0][^1], stages[1][^1]).ShouldBe(("web", "build"));
        stages[1][0].ShouldStartWith("mcr.microsoft.com/dotnet/sdk:10.");
        stages[2].ShouldBe([stages[1][0].Replace("sdk", "aspnet", StringComparison.Ordinal)]);
    }

    [Fact]
    public void It_runs_the_program_as_a_user_who_owns_nothing_but_the_data()
    {
        var last = Lines[Array.FindLastIndex(Lines, l => l.StartsWith("FROM ", StringComparison.Ordinal))..];
        last.Single(l => l.StartsWith("USER ", StringComparison.Ordinal)).ShouldBe("USER app", "the .NET images bring this user");
        last.ShouldContain(l => l.Contains("install -d -o app -g app /data", StringComparison.Ordinal));
        Instruction("VOLUME").ShouldBe(["/data"]);
        Instruction("ENTRYPOINT").ShouldBe(["[\"/app/maintenance\"]"]);
        Instruction("CMD").ShouldBe(["[\"run\"]"]);
        foreach (var written in new[] { "COPY", "RUN" })
            Array.FindLastIndex(last, l => l.StartsWith(written, StringComparison.Ordinal))
                .ShouldBeLessThan(Array.FindIndex(last, l => l.StartsWith("USER", StringComparison.Ordinal)), $"{written} needs root");
    }

    [Fact]
    public void The_port_it_exposes_is_the_one_it_listens_on_which_a_user_may_open()
    {
        var port = Instruction("EXPOSE").Single();
        Instruction("ENV").ShouldContain(e => e.Contains($"MAINTENANCE_Host__Urls=http://0.0.0.0:{port}", StringComparison.Ordinal));
        int.Parse(port).ShouldBeGreaterThanOrEqualTo(1024);
    }

    [Fact]
    public void What_it_copies_exists_and_is_not_ignored()
    {
        var ignored = File.ReadAllLines(Repository.PathOf(".dockerignore"));
        var sources = Instruction("COPY").Where(c => !c.StartsWith("--from", StringComparison.Ordinal)).SelectMany(c => c.Split(' ')[..^1])
            .ToArray();
        sources.ShouldContain("package-lock.json");
        foreach (var source in sources)
        {
            (File.Exists(Repository.PathOf(source)) || Directory.Exists(Repository.PathOf(source))).ShouldBeTrue(source);
            ignored.ShouldNotContain(source);
        }
        foreach (var project in Product.Where(p => Directory.Exists(Repository.PathOf(p)))) ignored.ShouldNotContain(project);
        foreach (Match named in ProjectFile().Matches(string.Join('\n', Instruction("RUN"))))
            File.Exists(Repository.PathOf(named.Value)).ShouldBeTrue(named.Value);
        foreach (var stage in Instruction("COPY").Where(c => c.StartsWith("--from", StringComparison.Ordinal))
            .Select(c => c.Split(' ')[0]["--from=".Length..]))
            Instruction("FROM").ShouldContain(f => f.EndsWith($" AS {stage}", StringComparison.Ordinal));
    }

    [Fact]
    public void It_installs_the_packages_that_the_product_needs_and_no_other()
    {
        var installed = Instruction("RUN").SelectMany(r => Installed().Matches(r))
            .SelectMany(m => m.Groups["packages"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        installed.ShouldBe(Needs.Where(n => n.Value()).Select(n => n.Key), ignoreOrder: true);
    }

    [Fact]
    public void It_brings_the_native_libraries_of_its_own_system_only() =>
        Instruction("RUN").Single(r => r.Contains("dotnet publish", StringComparison.Ordinal)).ShouldContain("--use-current-runtime");

    private static IEnumerable<string> Code() =>
        Repository.SourceFiles("*.cs").Where(f => Product.Contains(f.Split('/')[0])).Select(f => File.ReadAllText(Repository.PathOf(f)));

    private static bool References(string package) =>
        Repository.SourceFiles("*.csproj").Where(f => Product.Contains(f.Split('/')[0]))
            .Any(f => XDocument.Load(Repository.PathOf(f)).Descendants("PackageReference")
                .Any(r => r.Attribute("Include")?.Value == package));

    private static IEnumerable<string> Instruction(string word) =>
        Lines.Where(l => l.StartsWith(word + " ", StringComparison.Ordinal)).Select(l => l[(word.Length + 1)..]);

    // One instruction a line: comments left out, continued lines joined.
    private static string[] JoinedLines() =>
        [.. string.Join('\n', File.ReadLines(Repository.PathOf("Dockerfile")).Where(l => !l.StartsWith('#')))
            .Replace("\\\n", " ", StringComparison.Ordinal)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    [GeneratedRegex(@"apt-get install( -\S+)*(?<packages>( [a-z0-9.+-]+)+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Installed();

    [GeneratedRegex(@"\S+\.csproj", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProjectFile();
}
