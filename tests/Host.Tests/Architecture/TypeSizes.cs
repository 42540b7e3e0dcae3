using System.Text.RegularExpressions;

namespace Maintenance.Host.Tests.Architecture;

/// <summary>Lines of a type over all files that have a part of it: partial files share a type's state and only hide its size.</summary>
internal static partial class TypeSizes
{
    public const int MaxLines = 400;

    /// <summary>Types over <see cref="MaxLines"/>, with their lines and files.</summary>
    public static IReadOnlyList<string> TooLarge(IEnumerable<(string File, string Text)> sources) =>
    [
        .. sources.SelectMany(s => Owners(s.File, s.Text).Select(owner => (Owner: owner, s.File, Lines: s.Text.Count(c => c == '\n'))))
            .GroupBy(p => p.Owner, StringComparer.Ordinal)
            .Select(g => (g.Key, Lines: g.Sum(p => p.Lines), Files: g.Select(p => p.File).Order(StringComparer.Ordinal)))
            .Where(t => t.Lines > MaxLines)
            .Select(t => $"{t.Key}: {t.Lines} lines in {string.Join(", ", t.Files)}"),
    ];

    // A file counts for the type it is named after, and for those it has a part of.
    private static IEnumerable<string> Owners(string file, string text)
    {
        var folder = Path.GetDirectoryName(file)!.Replace('\\', '/');
        var own = $"{folder}/{Path.GetFileName(file).Split('.')[0]}";
        return Part().Matches(text).Select(m => $"{folder}/{m.Groups["name"].Value}").Append(own).Distinct(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^\w[\w ]*\bpartial (?:class|struct|interface|record(?: class| struct)?) (?<name>\w+)", RegexOptions.Multiline
        | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();
}
