namespace Maintenance.Scoring.HealthAssessment;

/// <summary>Suggests names for a misspelt one.</summary>
internal static class NearestNames
{
    private const int MaxLength = 128; // anything longer is not a typing error

    /// <summary>The names with the smallest edit distance; ties keep their order.</summary>
    public static IEnumerable<string> Of(string name, IReadOnlyList<string> names, int count)
    {
        var wanted = name.Length > MaxLength ? name[..MaxLength] : name;
        return names.OrderBy(n => Distance(Plain(wanted), Plain(n))).Take(count);
    }

    // Names differ most often in case and separators.
    private static string Plain(string name) => name.ToLowerInvariant().Replace("_", "", StringComparison.Ordinal)
        .Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    // Levenshtein, row by row.
    private static int Distance(string a, string b)
    {
        var before = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                row[j] = Math.Min(Math.Min(row[j - 1], before[j]) + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            before = row;
        }
        return before[b.Length];
    }
}
