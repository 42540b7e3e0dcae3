using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Maintenance.Host.Tests.Architecture;

/// <summary>Habits that a reader relies on (CONTRIBUTING.md).</summary>
public sealed class HouseStyleTests
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
}
