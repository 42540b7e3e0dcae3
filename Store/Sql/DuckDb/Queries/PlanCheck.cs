using System.Collections.Frozen;
using System.Text.Json;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb.Queries;

/// <summary>
/// Checks what a user's statement would read, by its plan, which sees through views, quoting and functions that build a query from text.
/// DuckDB has no grants, and some of its table functions change the whole database from within a SELECT, locked settings or not:
/// <c>enable_logging(storage='file', …)</c> makes every later statement of every connection fail. So sources are on an allowlist, not
/// a blocklist.
/// </summary>
internal static class PlanCheck
{
    // Leaves of a plan: scans of tables and intermediate results, row generators, and the catalog.
    private static readonly FrozenSet<string> AllowedSources = FrozenSet.ToFrozenSet(
    [
        "SEQ_SCAN", "DUMMY_SCAN", "COLUMN_DATA_SCAN", "CHUNK_SCAN", "EXPRESSION_SCAN", "EMPTY_RESULT",
        "CTE_SCAN", "REC_CTE_SCAN", "RECURSIVE_CTE_SCAN", "RECURRING_CTE_SCAN", "DELIM_SCAN",
        "RANGE", "GENERATE_SERIES", "UNNEST", "REPEAT", "REPEAT_ROW", "JSON_EACH", "JSON_TREE",
        "DUCKDB_TABLES", "DUCKDB_COLUMNS", "DUCKDB_VIEWS", "DUCKDB_SCHEMAS", "DUCKDB_DATABASES", "DUCKDB_TYPES", "DUCKDB_FUNCTIONS",
        "DUCKDB_CONSTRAINTS", "DUCKDB_INDEXES", "DUCKDB_KEYWORDS", "DUCKDB_SEQUENCES",
        "PRAGMA_TABLE_INFO", "PRAGMA_SHOW", "PRAGMA_VERSION", "PG_TIMEZONE_NAMES",
    ], StringComparer.Ordinal);

    /// <exception cref="QueryRefusedException">The statement reads a source that is not allowed.</exception>
    /// <exception cref="DuckDbException">The statement cannot be planned.</exception>
    public static void Check(NativeConnection connection, string sql)
    {
        using var explain = connection.Prepare("EXPLAIN (FORMAT json) " + sql);
        using var rows = explain.Execute();
        var plans = new List<object?[]>();
        while (rows.Fetch(plans, int.MaxValue, out _))
        {
        }
        if (plans.Count == 0 || plans[0][^1] is not string plan)
            throw new QueryRefusedException("The query has no plan that can be checked.");
        using var document = JsonDocument.Parse(plan, new JsonDocumentOptions { MaxDepth = 4096 });
        foreach (var root in document.RootElement.EnumerateArray()) CheckNode(root);
    }

    /// <summary>
    /// The statement that is explained, or null if it is no EXPLAIN. EXPLAIN ANALYZE runs its statement and shows how many rows match, so
    /// the statement inside is checked like any other. The text must begin with the word itself: with a comment before it, the rest taken
    /// here could differ from what the engine explains.
    /// </summary>
    /// <exception cref="QueryRefusedException">EXPLAIN with options.</exception>
    public static string? ExplainedBy(string sql)
    {
        if (After(sql, "EXPLAIN") is not { } rest) return null;
        rest = After(rest, "ANALYZE") ?? rest;
        return rest.StartsWith('(') ? throw new QueryRefusedException("EXPLAIN is allowed without options in parentheses.") : rest;
    }

    private static string? After(string text, string word)
    {
        text = text.TrimStart();
        return text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && text.Length > word.Length
            && char.IsWhiteSpace(text[word.Length])
            ? text[word.Length..].TrimStart() : null;
    }

    private static void CheckNode(JsonElement node)
    {
        var name = node.GetProperty("name").GetString()!.Trim();
        var children = node.GetProperty("children");
        if (children.GetArrayLength() == 0 && !AllowedSources.Contains(name))
            throw new QueryRefusedException($"The source {name.ToLowerInvariant()} is not allowed in queries; tables and views of the "
                + "store are.");
        if (node.TryGetProperty("extra_info", out var info) && info.ValueKind == JsonValueKind.Object
            && info.TryGetProperty("Table", out var table)
            && StoreTables.Secret.FirstOrDefault(s => table.ToString().EndsWith(s, StringComparison.OrdinalIgnoreCase)) is { } secret)
            throw new QueryRefusedException($"The table {secret} is not allowed in queries.");
        foreach (var child in children.EnumerateArray()) CheckNode(child);
    }
}
