using System.Text.RegularExpressions;

namespace Maintenance.Host.Tests.Architecture;

/// <summary>What no source may say: rules about words, which types do not show. Each is a pattern, and the files that may.</summary>
/// <param name="Pattern">Found in a line: the rule is broken.</param>
/// <param name="Within">Found in the file: the rule is meant for it; empty: for every file.</param>
/// <param name="Home">Files that may, or folders (with a slash at the end), with the reason in the rule's own comment.</param>
internal sealed record SourceRules(string Pattern, string Within, params string[] Home)
{
    /// <summary>Every rule by name.</summary>
    public static IReadOnlyDictionary<string, SourceRules> All { get; } = new Dictionary<string, SourceRules>(StringComparer.Ordinal)
    {
        // A column inserted into a schema shifts the numbers, and nothing says so (decision 0029).
        ["No column of a batch is named by a number"] = new(@"\bColumn<[^()]+>\(\s*\d", Within: ""),
        // One query, one value: QueryResult.Scalar is what knows that it stands first.
        ["No value of a query is named by a number"] = new(
            @"\.Rows\[\d+\]|\b(row|r|stored|stream|tally|left|right|known|cells)\[\d+\]", Within: @"\b(StoreQuery|QueryResult)\b",
                "Core/Ports/QueryResult.cs"),
        // DuckDB's own timestamps come in four units, and Pmml knows nothing of Core.
        ["Ticks become microseconds in UnixMicros alone"] = new(
            @"TicksPerMicrosecond|Ticks\)? ?/ ?10\b|UnixEpoch\.Add|UnixEpoch\)\.Ticks|\(long\)[\w.()]+\.TotalMicroseconds",
            Within: "", "Core/Time/UnixMicros.cs", "Store/Sql/DuckDb/Native/TimeReader.cs"),
        // Decision 0027. The engines' own SQL (migrations, offsets, retention, snapshots) is theirs; benches measure the engines; the
        // console's examples and those of a refusal and a hint are for people to read.
        ["Questions to the store are asked in Queries alone"] = new(
            @"^(?!\s*//).*(\bSELECT\s+[\w*({]|""select\s)",
            Within: "", "Queries/", "Store/Sql/", "Store/Backup/", "Training/Bench/", "Dashboard/Controls/SqlExamples.cs",
            "Host/Verbs/ReplayVerb.cs", "Api/Rest/SqlEndpoints.cs"),
    };

    /// <summary>Lines of files that break the rule.</summary>
    /// <param name="files">Relative to the repository's root.</param>
    public IEnumerable<string> Violations(IEnumerable<string> files) =>
        from file in files
        where !Home.Any(h => Covers(h, file))
        let text = File.ReadAllText(Repository.PathOf(file))
        where Regex.IsMatch(text, Within)
        from line in text.Split('\n').Index()
        where Regex.IsMatch(line.Item, Pattern)
        select $"{file}:{line.Index + 1}: {line.Item.Trim()}";

    /// <summary>True for a file and its own path, and for one that lies in a folder.</summary>
    public static bool Covers(string home, string file) => home.EndsWith('/')
        ? file.StartsWith(home, StringComparison.Ordinal) : file == home;
}
