using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace Maintenance.Host.Tests.Architecture;

/// <summary>Habits that a reader relies on (CONTRIBUTING.md).</summary>
public sealed partial class HouseStyleTests
{
    [Fact]
    public void Event_ids_of_log_messages_are_unique()
    {
        var ids = Product.Assemblies.SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
                | BindingFlags.DeclaredOnly))
            .Select(m => (Method: m, Attribute: m.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(m => m.Attribute is not null)
            .GroupBy(m => m.Attribute!.EventId).ToArray();
        ids.Length.ShouldBeGreaterThan(50);
        ids.Where(g => g.Count() > 1).Select(
            g => $"{g.Key}: {string.Join(", ", g.Select(m => $"{m.Method.DeclaringType!.Name}.{m.Method.Name}"))}").ShouldBeEmpty();
    }

    // Each port has one contract, inherited by every engine: it grows with what the port promises.
    private static readonly string[] Contracts =
        ["tests/Contracts.Tests/Log/TelemetryLogContract:", "tests/Contracts.Tests/Sql/ConditionStoreContract:"];

    [Fact]
    public void No_type_is_larger_than_400_lines_over_all_its_files() => TypeSizes.TooLarge(
        new[] { "*.cs", "*.ts", "*.razor" }.SelectMany(Repository.SourceFiles).Select(f => (f, File.ReadAllText(Repository.PathOf(f)))))
        .Where(t => !Contracts.Any(c => t.StartsWith(c, StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public void A_type_that_is_too_large_in_two_files_is_found()
    {
        var half = new string('\n', 210);
        TypeSizes.TooLarge([("Ingest/Big.cs", half + "internal sealed partial class Big;"),
            ("Ingest/Other.cs", half + "public static partial class Big;"), ("Ingest/Small.cs", half)])
            .ShouldBe(["Ingest/Big: 420 lines in Ingest/Big.cs, Ingest/Other.cs"]);
    }

    [Fact]
    public void Verbs_are_options_a_call_and_a_table() =>
        Repository.SourceFiles("Host/Verbs/*.cs").Select(f => (File: f, Lines: File.ReadAllLines(Repository.PathOf(f)).Length))
            .Where(f => f.Lines > 130).Select(f => $"{f.File}: {f.Lines} lines; what it does belongs below Host, or into a verb of its own")
                .ShouldBeEmpty();

    [Fact]
    public void No_folders_use_each_other_in_a_circle() => FolderCycles.In(Product.Types, "Maintenance").ShouldBeEmpty();

    [Fact]
    public void A_circle_of_folders_is_found() =>
        FolderCycles.In(Product.Planted, "Maintenance.Host.Tests.Architecture.Planted").ShouldHaveSingleItem().ShouldBe(
            "Maintenance.Host.Tests.Architecture.Planted.Egg → Maintenance.Host.Tests.Architecture.Planted.Hen (Laid uses Layer), "
            + "Maintenance.Host.Tests.Architecture.Planted.Hen → Maintenance.Host.Tests.Architecture.Planted.Egg (Layer uses Laid)");

    [Fact]
    public void Lines_are_no_longer_than_editorconfig_says()
    {
        var max = int.Parse(File.ReadLines(Repository.PathOf(".editorconfig"))
            .First(l => l.StartsWith("max_line_length", StringComparison.Ordinal)).Split('=')[1], CultureInfo.InvariantCulture);
        Repository.SourceFiles("*.cs").SelectMany(f => File.ReadLines(Repository.PathOf(f))
            .Where(l => l.Length > max && !Quoted().Matches(l).Any(q => q.Length > max / 3) && !Document().IsMatch(l))
                .Select(l => $"{f}: {l.Trim()}")).ShouldBeEmpty();
    }

    // A document quoted in a test keeps its own lines, and a long word cannot be broken.
    [GeneratedRegex("\"(\\\\.|[^\"\\\\])*\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("^\\s*[<{]|\"\"\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Document();

    // Whoever needs a limit asks the class that states it; scripts and SQL get theirs handed over. The simulator knows faults, and no
    // limits of them.
    [Theory]
    [InlineData("if (fault >= 0.15f) Name();")]
    [InlineData("const float AlarmFrom = 0.3f;")]
    [InlineData("WHERE health_index < 70")]
    [InlineData("const isGood = item.healthIndex >= 85;")]
    public void A_second_copy_of_a_limit_is_found(string line) => Limit().IsMatch(line).ShouldBeTrue();

    [Fact]
    public void Limits_of_faults_and_borders_of_grades_are_stated_once() =>
        ((string[])["*.cs", "*.razor", "*.ts", "*.sql"]).SelectMany(Repository.SourceFiles)
            .Where(f => !f.StartsWith("tests/", StringComparison.Ordinal) && !f.StartsWith("Simulator/", StringComparison.Ordinal) && f
                is not ("Core/Conditions/FaultLimits.cs" or "Core/Conditions/HealthGrades.cs"))
            .SelectMany(f => File.ReadLines(Repository.PathOf(f)).Where(l => Limit().IsMatch(l)).Select(l => $"{f}: {l.Trim()}"))
                .ShouldBeEmpty();

    [GeneratedRegex(@"\b0\.(15|30?)f\b|(health|grade|(?<!de)fault)\w*\W{1,4}(85|70|40|0\.15|0\.30?)\b", RegexOptions.IgnoreCase
        | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Limit();
}
