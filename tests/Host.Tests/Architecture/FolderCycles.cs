using ArchUnitNET.Domain;

namespace Maintenance.Host.Tests.Architecture;

/// <summary>Folders of one parent that use each other in a circle; namespaces are folders.</summary>
internal static class FolderCycles
{
    /// <summary>Every circle, as the folders in it with one use for each step.</summary>
    public static IReadOnlyList<string> In(ArchUnitNET.Domain.Architecture architecture, string root)
    {
        var uses = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var type in architecture.Types.Where(t => IsIn(t, root)))
            foreach (var target in type.Dependencies.Select(d => d.Target).Where(t => IsIn(t, root)))
                if (Siblings(type.Namespace.FullName, target.Namespace.FullName) is var (from, to))
                    Uses(from).TryAdd(to, $"{type.Name} uses {target.Name}");
        return [.. Circles(uses).Select(circle =>
            string.Join(", ", circle.Zip([.. circle.Skip(1), circle[0]], (a, b) => $"{a} → {b} ({uses[a][b]})")))];

        Dictionary<string, string> Uses(string folder) => uses.TryGetValue(folder, out var known)
            ? known : uses[folder] = new(StringComparer.Ordinal);
    }

    private static bool IsIn(IType type, string root) => type.Namespace is { } space && (space.FullName + ".")
        .StartsWith(root + ".", StringComparison.Ordinal);

    // The first folders in which two namespaces differ; none when one lies within the other.
    private static (string From, string To)? Siblings(string one, string other)
    {
        var (a, b) = (one.Split('.'), other.Split('.'));
        var same = a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count();
        return same == a.Length || same == b.Length ? null : (string.Join('.', a[..(same + 1)]), string.Join('.', b[..(same + 1)]));
    }

    // The shortest circle through each folder that is in one, each told once.
    private static IEnumerable<string[]> Circles(Dictionary<string, Dictionary<string, string>> uses)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in uses.Keys.Order(StringComparer.Ordinal))
        {
            if (told.Contains(start) || Shortest(start) is not { } circle) continue;
            told.UnionWith(circle);
            yield return circle;
        }

        string[]? Shortest(string start)
        {
            var waiting = new Queue<string[]>([[start]]);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (waiting.TryDequeue(out var path))
                foreach (var next in uses.GetValueOrDefault(path[^1])?.Keys ?? Enumerable.Empty<string>())
                {
                    if (next == start) return path;
                    if (seen.Add(next)) waiting.Enqueue([.. path, next]);
                }
            return null;
        }
    }
}
