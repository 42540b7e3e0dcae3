using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb.Queries;

/// <summary>
/// Checks a user's statement as the engine parsed it, before anything of it is planned: planning already computes what is constant. Names
/// of functions and tables are on allowlists, texts and expansions are bounded (<see cref="StatementSize"/>). The text itself decides
/// nothing, so neither comments nor quoting hide anything.
/// </summary>
internal static class StatementCheck
{
    // A parsed expression level takes three levels of JSON; the engine allows DuckDbFile.MaxExpressionDepth of them.
    private const int MaxJsonDepth = 2000;

    private const int MaxLiteralLength = 4000;

    private static readonly FrozenSet<string> Tables = FrozenSet.ToFrozenSet(
        [.. StoreTables.All.Select(t => t.Name).Except(StoreTables.Secret), "log_offset", "schema_migration"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> CatalogTables = FrozenSet.ToFrozenSet(["tables", "columns", "schemata"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Checks one SELECT.</summary>
    /// <param name="connection">Parses; nothing is run.</param>
    /// <param name="sql">The statement, without EXPLAIN.</param>
    /// <returns>Its parsed form.</returns>
    /// <exception cref="QueryRefusedException">It is not allowed, with the reason.</exception>
    public static JsonElement Check(NativeConnection connection, string sql)
    {
        var parsed = Parse(connection, sql);
        if (parsed.GetProperty("error").GetBoolean())
            throw new QueryRefusedException(parsed.GetProperty("error_type").GetString() == "not implemented"
                ? "Only read statements are allowed (SELECT, WITH, FROM, VALUES, DESCRIBE, SHOW, SUMMARIZE, EXPLAIN)."
                : parsed.GetProperty("error_message").GetString()!);
        var statement = parsed.GetProperty("statements")[0];
        var views = new Lazy<HashSet<string>>(() => Views(connection));
        Visit(statement, name => views.Value.Contains(name), CteNames(statement));
        StatementSize.Check(statement);
        return statement;
    }

    private static JsonElement Parse(NativeConnection connection, string sql)
    {
        using var serialize = connection.Prepare("SELECT json_serialize_sql(CAST(? AS VARCHAR))");
        serialize.Bind([sql]);
        using var rows = serialize.Execute();
        try
        {
            using var document = JsonDocument.Parse((string)rows.Scalar()!, new JsonDocumentOptions { MaxDepth = MaxJsonDepth });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new QueryRefusedException("The query is nested too deeply. Split it.");
        }
    }

    private static void Visit(JsonElement element, Func<string, bool> isView, HashSet<string> ctes)
    {
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray()) Visit(item, isView, ctes);
        if (element.ValueKind != JsonValueKind.Object) return;
        var (@class, type) = (Text(element, "class"), Text(element, "type"));
        switch (@class ?? type)
        {
            case "FUNCTION": CheckFunction(element, isWindow: false); break;
            case "WINDOW": CheckFunction(element, isWindow: true); break;
            case "LAMBDA": throw new QueryRefusedException("Lambdas and list comprehensions are not allowed in queries; use unnest.");
            case "PARAMETER": throw new QueryRefusedException("The query has parameters; write the values into the text.");
            case "CONSTANT": CheckLiteral(element); break;
            case "CAST": CheckType(element.GetProperty("cast_type")); break;
            case "BASE_TABLE": CheckTable(element, isView, ctes); break;
            case "SHOW_REF": CheckShown(element, isView); break;
            case "TABLE_FUNCTION":
                CheckSource(element.GetProperty("function"));
                foreach (var argument in element.GetProperty("function").GetProperty("children").EnumerateArray())
                    Visit(argument, isView, ctes);
                return;
            default: break;
        }
        foreach (var property in element.EnumerateObject()) Visit(property.Value, isView, ctes);
    }

    private static void CheckFunction(JsonElement function, bool isWindow)
    {
        var name = Text(function, "function_name")!;
        if (SqlFunctions.Find(name) is not { } kind)
            throw new QueryRefusedException($"The function {name} is not allowed in queries; docs/operations/sql.md lists those that are.");
        if (isWindow && (kind != SqlFunction.Windowed || (function.TryGetProperty("distinct", out var distinct) && distinct.GetBoolean())))
            throw new QueryRefusedException($"{name} is not allowed over a window; docs/operations/sql.md lists what is.");
        var arguments = function.GetProperty("children");
        // min(x, n), arg_max(x, y, n) and the like collect n values in each group.
        var most = name.StartsWith("arg", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_by", StringComparison.OrdinalIgnoreCase)
            ? 2 : name.ToUpperInvariant() is "MIN" or "MAX" ? 1 : int.MaxValue;
        if (arguments.GetArrayLength() > most)
            throw new QueryRefusedException($"{name} takes at most {most} {(most == 1 ? "argument" : "arguments")} in queries.");
        SqlPatterns.Check(name, kind, arguments);
    }

    private static void CheckSource(JsonElement function)
    {
        var name = Text(function, "function_name")!;
        if (!SqlFunctions.IsSource(name))
            throw new QueryRefusedException($"The source {name} is not allowed in queries; tables and views of the store are, and the "
                + "sources that docs/operations/sql.md lists.");
    }

    private static void CheckTable(JsonElement table, Func<string, bool> isView, HashSet<string> ctes)
    {
        var (name, schema) = (Text(table, "table_name")!, Text(table, "schema_name")!);
        if (IsAllowed(name, schema, isView) || (schema.Length == 0 && ctes.Contains(name))) return;
        throw Unknown(name);
    }

    private static void CheckShown(JsonElement shown, Func<string, bool> isView)
    {
        var name = Text(shown, "table_name")!.Trim('"');
        if (name.Length == 0 || name is "tables" or "databases" or "schemas" || IsAllowed(name, "", isView)) return;
        throw Unknown(name);
    }

    private static bool IsAllowed(string name, string schema, Func<string, bool> isView) =>
        schema.Equals("information_schema", StringComparison.OrdinalIgnoreCase)
            ? CatalogTables.Contains(name)
            : schema.ToUpperInvariant() is "" or "MAIN" && (Tables.Contains(name) || isView(name));

    private static QueryRefusedException Unknown(string name) =>
        new($"The table {name} does not exist or is not allowed in queries; SHOW TABLES lists those that are.");

    private static void CheckLiteral(JsonElement constant)
    {
        if (constant.TryGetProperty("value", out var value) && Text(value, "value") is { Length: > MaxLiteralLength } text)
            throw new QueryRefusedException(string.Create(CultureInfo.InvariantCulture,
                $"A text of the query has {text.Length} characters; at most {MaxLiteralLength} are allowed."));
    }

    private static void CheckType(JsonElement type)
    {
        if (type.GetRawText().Contains("\"VARIANT\"", StringComparison.Ordinal))
            throw new QueryRefusedException("The type VARIANT is not allowed in queries; use JSON.");
    }

    private static HashSet<string> Views(NativeConnection connection)
    {
        using var select = connection.Prepare("SELECT view_name FROM duckdb_views() WHERE NOT internal");
        using var rows = select.Execute();
        var names = new List<object?[]>();
        while (rows.Fetch(names, int.MaxValue, out _))
        {
        }
        return names.Select(n => (string)n[0]!).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    private static HashSet<string> CteNames(JsonElement element)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Collect(element);
        return names;

        void Collect(JsonElement within)
        {
            if (within.ValueKind == JsonValueKind.Array)
                foreach (var item in within.EnumerateArray()) Collect(item);
            if (within.ValueKind != JsonValueKind.Object) return;
            if (within.TryGetProperty("cte_map", out var ctes))
                foreach (var cte in ctes.GetProperty("map").EnumerateArray()) names.Add(cte.GetProperty("key").GetString()!);
            foreach (var property in within.EnumerateObject()) Collect(property.Value);
        }
    }

    private static string? Text(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
