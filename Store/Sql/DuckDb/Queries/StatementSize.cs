using System.Globalization;
using System.Text.Json;
using Maintenance.Core.Ports;

namespace Maintenance.Store.Sql.DuckDb.Queries;

/// <summary>
/// Bounds of what a parsed statement can grow to: tables read once common table expressions are expanded, columns once stars are, bytes of
/// a computed value. The engine allocates texts and lists outside its memory limit, a few thousand at a time, and cannot be interrupted
/// while it does.
/// </summary>
/// <param name="Tables">Sources of rows.</param>
/// <param name="Columns">Columns of the result.</param>
/// <param name="Bytes">Largest value computed, in bytes; a stored text counts with <see cref="StoredBytes"/>.</param>
internal readonly record struct StatementSize(double Tables, double Columns, double Bytes)
{
    private const double MaxTables = 100;
    private const double MaxColumns = 5000;
    private const double MaxBytes = 16_384;
    private const double StoredBytes = 64;
    private const double FixedBytes = 32;
    private const double ColumnsOfTable = 200;
    private const string Recursive = "RECURSIVE_CTE_NODE";

    private static readonly StatementSize Table = new(1, ColumnsOfTable, StoredBytes);

    /// <exception cref="QueryRefusedException">It exceeds a bound.</exception>
    public static void Check(JsonElement statement)
    {
        _ = Of(statement, new Dictionary<string, StatementSize>(StringComparer.OrdinalIgnoreCase), growing: true);
    }

    // Each part, used or not: the engine plans it.
    private StatementSize Checked()
    {
        Check("tables", Tables, MaxTables, "Read fewer, or name an expression once");
        Check("columns", Columns, MaxColumns, "Name the columns you need");
        Check("bytes in a computed value", Bytes, MaxBytes, "Join fewer or shorter texts");
        return this;
    }

    private static void Check(string what, double size, double most, string advice)
    {
        if (!(size <= most)) throw new QueryRefusedException(string.Create(CultureInfo.InvariantCulture,
            $"The query may need {size:0.#####E+0} {what}; at most {most:0} are allowed. {advice}."));
    }

    // Sources and subqueries below an element; their columns side by side, as a join's are.
    private static StatementSize Of(JsonElement element, Dictionary<string, StatementSize> ctes, bool growing)
    {
        var sum = default(StatementSize);
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray()) sum = sum.Beside(Of(item, ctes, growing));
        if (element.ValueKind != JsonValueKind.Object) return sum;
        switch (Type(element))
        {
            case "SELECT_NODE": return OfSelect(element, ctes, growing);
            case "SET_OPERATION_NODE" or Recursive: return OfSet(element, ctes, growing);
            case "BASE_TABLE":
                return ctes.TryGetValue(element.GetProperty("table_name").GetString()!, out var known) ? known : Table;
            case "TABLE_FUNCTION": sum = new StatementSize(1, 8, StoredBytes); break;
            case "SHOW_REF": sum = Table; break;
            default: break;
        }
        foreach (var property in element.EnumerateObject()) sum = sum.Beside(Of(property.Value, ctes, growing));
        return sum;
    }

    private static StatementSize OfSelect(JsonElement select, Dictionary<string, StatementSize> outer, bool growing)
    {
        var ctes = WithCtes(select, outer, growing);
        var from = Of(select.GetProperty("from_table"), ctes, growing);
        var (tables, columns, bytes) = (from.Tables, 0.0, from.Bytes);
        var values = new ValueSize(Math.Max(StoredBytes, from.Bytes), OfSubquery, growing);
        foreach (var item in select.GetProperty("select_list").EnumerateArray())
        {
            var stars = Stars(item);
            columns += stars == 0 ? 1 : Math.Pow(Math.Max(1, from.Columns), Math.Min(stars, 2));
        }
        foreach (var property in select.EnumerateObject())
        {
            if (property.Name is "from_table" or "cte_map") continue;
            bytes = Math.Max(bytes, values.Of(property.Value));
        }
        return new StatementSize(Math.Max(1, tables), columns, bytes).Checked();

        double OfSubquery(JsonElement query)
        {
            var size = Of(query, ctes, growing);
            tables += size.Tables;
            return size.Bytes;
        }
    }

    private static StatementSize OfSet(JsonElement set, Dictionary<string, StatementSize> outer, bool growing)
    {
        var ctes = WithCtes(set, outer, growing);
        var isRecursive = Type(set) == Recursive;
        var left = Of(set.GetProperty("left"), ctes, growing);
        // What a recursion joins to its own text grows with each round.
        if (isRecursive) ctes[set.GetProperty("cte_name").GetString()!] = left with { Tables = 1 };
        var right = Of(set.GetProperty("right"), ctes, growing && !isRecursive);
        return new StatementSize(left.Tables + right.Tables, Math.Max(left.Columns, right.Columns), Math.Max(left.Bytes, right.Bytes))
            .Checked();
    }

    private static Dictionary<string, StatementSize> WithCtes(JsonElement node, Dictionary<string, StatementSize> outer, bool growing)
    {
        var ctes = new Dictionary<string, StatementSize>(outer, StringComparer.OrdinalIgnoreCase);
        if (node.TryGetProperty("cte_map", out var map))
            foreach (var cte in map.GetProperty("map").EnumerateArray())
                ctes[cte.GetProperty("key").GetString()!] = Of(cte.GetProperty("value").GetProperty("query"), ctes, growing);
        return ctes;
    }

    // Stars of an expression; those of its subqueries are theirs. count(*) has none.
    private static int Stars(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Sum(Stars),
        JsonValueKind.Object when Type(element) is "SELECT_NODE" or "SET_OPERATION_NODE" or Recursive => 0,
        JsonValueKind.Object when Type(element) == "STAR" => 1,
        JsonValueKind.Object => element.EnumerateObject().Sum(p => Stars(p.Value)),
        _ => 0,
    };

    private StatementSize Beside(StatementSize other) =>
        new(Tables + other.Tables, Columns + other.Columns, Math.Max(Bytes, other.Bytes));

    private static string? Type(JsonElement element) =>
        element.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    /// <summary>Bytes of values.</summary>
    /// <param name="columnBytes">Of a column.</param>
    /// <param name="ofSubquery">Of a subquery's values.</param>
    /// <param name="growing">False where texts must not grow.</param>
    private sealed class ValueSize(double columnBytes, Func<JsonElement, double> ofSubquery, bool growing)
    {
        public double Of(JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.Array) return element.EnumerateArray().Select(Of).DefaultIfEmpty(0).Max();
            if (element.ValueKind != JsonValueKind.Object) return 0;
            if (Type(element) is "SELECT_NODE" or "SET_OPERATION_NODE" or Recursive) return ofSubquery(element);
            return (element.TryGetProperty("class", out var @class) ? @class.GetString() : null) switch
            {
                "COLUMN_REF" or "STAR" or "POSITIONAL_REFERENCE" => columnBytes,
                "CONSTANT" => element.GetProperty("value").TryGetProperty("value", out var value)
                    && value.ValueKind == JsonValueKind.String ? Math.Max(FixedBytes, value.GetString()!.Length) : FixedBytes,
                "FUNCTION" or "WINDOW" => OfFunction(element),
                "CAST" => Of(element.GetProperty("child")) is var child && child > StoredBytes ? 2 * child : child,
                _ => element.EnumerateObject().Select(p => Of(p.Value)).DefaultIfEmpty(0).Max(),
            };
        }

        private double OfFunction(JsonElement function)
        {
            var arguments = function.GetProperty("children");
            var kind = SqlFunctions.Find(function.GetProperty("function_name").GetString()!) ?? SqlFunction.Joined;
            var sizes = arguments.EnumerateArray().Select(Of).ToList();
            var largest = sizes.DefaultIfEmpty(0).Max();
            if (largest > MaxBytes) return largest;
            if (!growing && kind is (SqlFunction.Joined or SqlFunction.Doubled or SqlFunction.Replaced or SqlFunction.Repeated
                or SqlFunction.Padded or SqlFunction.Collected))
                throw new QueryRefusedException("The recursive part of a query must not make texts or lists longer.");
            return kind switch
            {
                SqlFunction.Fixed or SqlFunction.Matched or SqlFunction.Backtracked => FixedBytes,
                SqlFunction.Joined => sizes.Sum(),
                SqlFunction.Doubled => 2 * largest,
                SqlFunction.Replaced => largest * arguments.EnumerateArray().Skip(1).Select(Length).DefaultIfEmpty(1).Max(),
                SqlFunction.Repeated => largest * Math.Max(1, SqlPatterns.Number(arguments, 1) ?? MaxBytes),
                SqlFunction.Padded => Math.Max(largest, SqlPatterns.Number(arguments, 1) ?? MaxBytes),
                SqlFunction.Collected => MaxBytes / 2,
                _ => largest,
            };
        }

        private static double Length(JsonElement argument) => argument.TryGetProperty("value", out var constant)
            && constant.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String
                ? Math.Max(1, value.GetString()!.Length) : 1;
    }
}
