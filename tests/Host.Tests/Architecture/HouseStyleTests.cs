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
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(m => (Method: m, Attribute: m.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(m => m.Attribute is not null)
            .GroupBy(m => m.Attribute!.EventId).ToArray();
        ids.Length.ShouldBeGreaterThan(50);
        ids.Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(m => $"{m.Method.DeclaringType!.Name}.{m.Method.Name}"))}").ShouldBeEmpty();
    }

    [Fact]
    public void No_source_file_is_a_heap()
    {
        var heaps = Repository.SourceFiles("*.cs").Concat(Repository.SourceFiles("*.ts")).Concat(Repository.SourceFiles("*.razor"))
            .Select(f => (File: f, Lines: File.ReadAllLines(Repository.PathOf(f)).Length))
            .Where(f => f.Lines > 400).Select(f => $"{f.File}: {f.Lines} lines");
        heaps.ShouldBeEmpty();
    }

    [Fact]
    public void Verbs_are_options_a_call_and_a_table() =>
        Repository.SourceFiles("Host/Verbs/*.cs").Select(f => (File: f, Lines: File.ReadAllLines(Repository.PathOf(f)).Length))
            .Where(f => f.Lines > 100).Select(f => $"{f.File}: {f.Lines} lines; what it does belongs below Host, or into a verb of its own").ShouldBeEmpty();

    // Whoever needs a limit asks the class that states it; scripts and SQL get theirs handed over. The simulator knows faults, and no limits of them.
    [Theory]
    [InlineData("if (fault >= 0.15f) Name();")]
    [InlineData("const float AlarmFrom = 0.3f;")]
    [InlineData("WHERE health_index < 70")]
    [InlineData("const isGood = item.healthIndex >= 85;")]
    public void A_second_copy_of_a_limit_is_found(string line) => Limit().IsMatch(line).ShouldBeTrue();

    [Fact]
    public void Limits_of_faults_and_borders_of_grades_are_stated_once() =>
        ((string[])["*.cs", "*.razor", "*.ts", "*.sql"]).SelectMany(Repository.SourceFiles)
            .Where(f => !f.StartsWith("tests/", StringComparison.Ordinal) && !f.StartsWith("Simulator/", StringComparison.Ordinal) && f is not ("Core/Conditions/FaultLimits.cs" or "Core/Conditions/HealthGrades.cs"))
            .SelectMany(f => File.ReadLines(Repository.PathOf(f)).Where(l => Limit().IsMatch(l)).Select(l => $"{f}: {l.Trim()}")).ShouldBeEmpty();

    [GeneratedRegex(@"\b0\.(15|30?)f\b|(health|grade|(?<!de)fault)\w*\W{1,4}(85|70|40|0\.15|0\.30?)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Limit();
}
