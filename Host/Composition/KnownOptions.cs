
namespace Maintenance.Host.Composition;

/// <summary>
/// Finds misspelt configuration keys: a key of one of our sections that no options class has would otherwise be ignored in silence.
/// </summary>
internal static class KnownOptions
{
    /// <summary>One message a wrong key; empty when all are known.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="sections">Section name → options classes bound to it.</param>
    public static IReadOnlyList<string> FindUnknown(IConfiguration configuration, IReadOnlyDictionary<string, Type[]> sections)
    {
        var failures = new List<string>();
        foreach (var (section, types) in sections)
        {
            var allowed = types.SelectMany(t => t.GetProperties()).Where(p => p.SetMethod is not null).Select(p => p.Name)
                .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToArray();
            foreach (var child in configuration.GetSection(section).GetChildren())
                if (!allowed.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                    failures.Add($"{section}:{child.Key} is not an option; allowed are {string.Join(", ", allowed)}.");
        }
        return failures;
    }
}
