namespace Maintenance.Scoring.HealthAssessment;

/// <summary>What somebody who wrote a name wrong may have meant.</summary>
internal static class NearestNames
{
    private const int MaxLength = 128; // a longer one is no slip of the pen

    /// <summary>The names with the fewest letters to change, the first of equals first.</summary>
    public static IEnumerable<string> Of(string name, IReadOnlyList<string> names, int count)
    {
        var wanted = name.Length > MaxLength ? name[..MaxLength] : name;
        return names.OrderBy(n => Distance(Plain(wanted), Plain(n))).Take(count);
    }

    // Case and separators are what differs most often.
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
