using System.Text.RegularExpressions;

namespace Maintenance.Host.Tests.Architecture;

/// <summary>What no source may say: rules about words, which types do not show. Each is a pattern, and the files that may.</summary>
/// <param name="Pattern">Found in a line: the rule is broken.</param>
/// <param name="Within">Found in the file: the rule is meant for it; empty: for every file.</param>
/// <param name="Home">Files that may, with the reason in the rule's own comment.</param>
internal sealed record SourceRules(string Pattern, string Within, params string[] Home)
{
    /// <summary>Every rule by name.</summary>
    public static IReadOnlyDictionary<string, SourceRules> All { get; } = new Dictionary<string, SourceRules>(StringComparer.Ordinal)
    {
        // A column inserted into a schema shifts the numbers, and nothing says so (decision 0029).
        ["No column of a batch is named by a number"] = new(@"\bColumn<[^()]+>\(\s*\d", Within: ""),
        // One query, one value: QueryResult.Scalar is what knows that it stands first.
        ["No value of a query is named by a number"] = new(
            @"\.Rows\[\d+\]|\b(row|r|stored|stream|tally|left|right|known|cells)\[\d+\]", Within: @"\b(StoreQuery|QueryResult)\b", "Core/Ports/QueryResult.cs"),
        // DuckDB's own timestamps come in four units, and Pmml knows nothing of Core.
        ["Ticks become microseconds in UnixMicros alone"] = new(
            @"TicksPerMicrosecond|Ticks\)? ?/ ?10\b|UnixEpoch\.Add|UnixEpoch\)\.Ticks|\(long\)[\w.()]+\.TotalMicroseconds",
            Within: "", "Core/Time/UnixMicros.cs", "Store/Sql/DuckDb/Native/PlainReader.cs"),
    };

    /// <summary>Lines of files that break the rule.</summary>
    /// <param name="files">Relative to the repository's root.</param>
    public IEnumerable<string> Violations(IEnumerable<string> files) =>
        from file in files
        where !Home.Contains(file, StringComparer.Ordinal)
        let text = File.ReadAllText(Repository.PathOf(file))
        where Regex.IsMatch(text, Within)
        from line in text.Split('\n').Index()
        where Regex.IsMatch(line.Item, Pattern)
        select $"{file}:{line.Index + 1}: {line.Item.Trim()}";
}
