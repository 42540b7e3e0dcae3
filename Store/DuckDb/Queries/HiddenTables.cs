using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.DuckDb.Native;

namespace Maintenance.Store.DuckDb.Queries;

/// <summary>
/// Keeps password hashes out of strangers' SQL. DuckDB has no grants, so the plan is asked which tables it reads: that sees through
/// views, quoting and functions that build a query from text.
/// </summary>
internal static class HiddenTables
{
    private static readonly string Hidden = StoreTables.UserAccount.Name;

    // Shows smallest and largest values of any table's segments.
    private const string StorageInfo = "storage_info";

    /// <exception cref="QueryRefusedException">The statement reads a hidden table.</exception>
    public static void Check(NativeConnection connection, string sql, StatementType type)
    {
        Refuse(sql);
        // An EXPLAIN cannot be explained; what it shows (with ANALYZE also counts of matching rows) is the plan of its inner statement.
        var inner = type == StatementType.Explain ? InnerOf(sql) : sql;
        using var plan = connection.Prepare("EXPLAIN (FORMAT json) " + inner);
        using var rows = plan.Execute();
        var texts = new List<object?[]>();
        while (rows.Fetch(texts, int.MaxValue, out _))
        {
        }
        foreach (var row in texts)
            foreach (var value in row)
                if (value is string text) Refuse(text);
    }

    private static string InnerOf(string sql)
    {
        var at = sql.IndexOf("EXPLAIN", StringComparison.OrdinalIgnoreCase) + "EXPLAIN".Length;
        var rest = sql[at..].TrimStart();
        if (rest.StartsWith("ANALYZE", StringComparison.OrdinalIgnoreCase)) rest = rest["ANALYZE".Length..].TrimStart();
        if (rest.StartsWith('(')) throw new QueryRefusedException("EXPLAIN is allowed without options in parentheses.");
        return rest;
    }

    private static void Refuse(string text)
    {
        if (text.Contains(Hidden, StringComparison.OrdinalIgnoreCase) || text.Contains(StorageInfo, StringComparison.OrdinalIgnoreCase))
            throw new QueryRefusedException($"The table {Hidden} and storage information are not open to queries.");
    }
}
