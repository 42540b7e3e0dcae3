using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace Maintenance.Host.Tests.Documents;

/// <summary>docs/operations/metrics.md lists the instruments of the code and the ranges its log events lie in.</summary>
public sealed partial class MetricsDocumentTests
{
    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs/operations/metrics.md"));

    [Fact]
    public void Every_instrument_of_the_code_is_documented_with_its_unit_and_every_documented_one_exists()
    {
        var inCode = Repository.SourceFiles("*.cs").Where(f => !f.StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(f => Created().Matches(File.ReadAllText(Repository.PathOf(f))))
            .Select(m => (m.Groups["name"].Value, Kind(m.Groups["kind"].Value), m.Groups["unit"].Value))
            .Distinct().ToArray(); // both engines of the log measure under the same names
        inCode.Length.ShouldBeGreaterThan(10, "the pattern no longer finds the instruments");
        Documented().Matches(Document).Select(m => (m.Groups["name"].Value, m.Groups["kind"].Value, m.Groups["unit"].Value))
            .ShouldBe(inCode, ignoreOrder: true);
    }

    [Theory]
    [InlineData("Simulator")]
    [InlineData("Ingest")]
    [InlineData("Scoring")]
    [InlineData("Store")]
    [InlineData("Api")]
    [InlineData("Dashboard")]
    public void Log_events_of_a_stage_lie_in_its_documented_range(string stage)
    {
        var range = Range().Matches(Document).Single(m => m.Groups["stage"].Value == stage);
        var (first, last) = (int.Parse(range.Groups["first"].ValueSpan), int.Parse(range.Groups["last"].ValueSpan));
        var events = Events(Assembly.Load($"Maintenance.{stage}"));
        events.ShouldNotBeEmpty();
        events.Where(e => e.EventId < first || e.EventId > last).Select(e => $"{e.EventId}: {e.Message}").ShouldBeEmpty();
    }

    [Fact]
    public void Every_event_of_level_error_has_a_row_that_says_what_to_do()
    {
        string[] stages = ["Simulator", "Ingest", "Scoring", "Store", "Api", "Dashboard"];
        var errors = stages.SelectMany(s => Events(Assembly.Load($"Maintenance.{s}"))).Where(e => e.Level >= LogLevel.Error)
            .Select(e => e.EventId);
        Advice().Matches(Document).Select(m => int.Parse(m.Groups["id"].ValueSpan)).ShouldBe(errors, ignoreOrder: true);
    }

    private static LoggerMessageAttribute[] Events(Assembly assembly) =>
    [
        .. assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
                | BindingFlags.DeclaredOnly))
            .Select(m => m.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>(),
    ];

    private static string Kind(string method) =>
        method.Contains("Counter", StringComparison.Ordinal)
            ? "counter" : method.Contains("Histogram", StringComparison.Ordinal) ? "histogram" : "gauge";

    [GeneratedRegex(@"\.Create(?<kind>\w+)(<\w+>)?\(\s*""(?<name>maintenance\.[a-z_.]+)""(?:, \(\) => [^""]+?|, [a-z]\w*)?,\s+""(?<unit>[^""]+)"",\s+""", RegexOptions.ExplicitCapture)]
    private static partial Regex Created();

    [GeneratedRegex(@"^\| `(?<name>maintenance\.[a-z_.]+)` \| (?<kind>\w+) \| `(?<unit>[^`]+)` \|", RegexOptions.Multiline
        | RegexOptions.ExplicitCapture)]
    private static partial Regex Documented();

    [GeneratedRegex(@"^\| (?<first>\d{4})–(?<last>\d{4}) \| (?<stage>\w+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Range();

    [GeneratedRegex(@"^\| (?<id>\d{4}) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Advice();
}
