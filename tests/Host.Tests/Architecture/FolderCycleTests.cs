using ArchUnitNET.Domain;

namespace Maintenance.Host.Tests.Architecture;

/// <summary>
/// Folders of a project use each other in one direction: whoever reads one need not read those that use it. Folders are namespaces, and what
/// types use in their bodies counts. A folder and what lies inside it are one: it may compose its parts, and they may use its options.
/// </summary>
public sealed class FolderCycleTests
{
    private static readonly string[] Acyclic = ["Api", "Core", "Dashboard", "Host", "Ingest", "MlNet", "Pmml", "Queries", "Scoring", "Simulator", "Store", "Training"];

    public static TheoryData<string> Projects { get; } = [.. Acyclic];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_of_a_project_make_no_cycle(string project) => Cycles(Product.Types, $"Maintenance.{project}").ShouldBeEmpty();

    [Fact]
    public void A_cycle_is_found_with_who_makes_it() => Cycles(Product.Planted, "Maintenance.Training.Planted").ShouldBe(
        ["First uses Second (FirstOfCycle uses SecondOfCycle)", "Second uses First (SecondOfCycle uses FirstOfCycle)"]);

    // Each use that lies on a cycle, with one pair of types as its witness.
    private static IEnumerable<string> Cycles(ArchUnitNET.Domain.Architecture types, string project)
    {
        var uses = types.Types.Where(t => IsIn(t, project))
            .SelectMany(t => t.Dependencies.Where(d => IsIn(d.Target, project)).Select(d => (Own: t, Other: d.Target)))
            .Where(u => !IsIn(u.Own, u.Other.Namespace.FullName) && !IsIn(u.Other, u.Own.Namespace.FullName))
            .GroupBy(u => (From: u.Own.Namespace.FullName, To: u.Other.Namespace.FullName))
            .ToDictionary(g => g.Key, g => g.First());
        var next = uses.Keys.ToLookup(k => k.From, k => k.To, StringComparer.Ordinal);
        return uses.Where(u => Reaches(next, u.Key.To, u.Key.From))
            .Select(u => $"{Folder(u.Key.From)} uses {Folder(u.Key.To)} ({u.Value.Own.Name} uses {u.Value.Other.Name})").Order(StringComparer.Ordinal);

        string Folder(string space) => space[(project.Length + 1)..];
    }

    // A type parameter has no namespace.
    private static bool IsIn(IType type, string project) =>
        type.Namespace is { } space && (space.FullName == project || space.FullName.StartsWith(project + ".", StringComparison.Ordinal));

    private static bool Reaches(ILookup<string, string> next, string from, string to)
    {
        var (seen, waiting) = (new HashSet<string>(StringComparer.Ordinal) { from }, new Stack<string>([from]));
        while (waiting.TryPop(out var at))
        {
            if (at == to) return true;
            foreach (var other in next[at].Where(seen.Add)) waiting.Push(other);
        }
        return false;
    }
}
