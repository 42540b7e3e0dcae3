using System.Text.Json;
using Maintenance.Core.Ports;

namespace Maintenance.Store.Sql.DuckDb.Queries;

/// <summary>Arguments that must be written out, so that their cost is known before the statement runs: patterns, counts, lengths.</summary>
internal static class SqlPatterns
{
    private const int MaxPatternLength = 200;
    private const int MaxWildcards = 2;
    private const int MaxCount = 1000;

    /// <exception cref="QueryRefusedException">An argument is computed, too long or too large.</exception>
    public static void Check(string name, SqlFunction kind, JsonElement arguments)
    {
        switch (kind)
        {
            case SqlFunction.Repeated or SqlFunction.Padded:
                if (Number(arguments, 1) is not (>= 0 and <= MaxCount))
                    throw new QueryRefusedException($"The second argument of {name} must be a whole number from 0 to {MaxCount}, "
                        + "written out.");
                break;
            case SqlFunction.Replaced:
                for (var i = 1; i < arguments.GetArrayLength(); i++) Written(name, arguments, i);
                break;
            case SqlFunction.Matched:
                var pattern = Written(name, arguments, 1);
                if (name.EndsWith("~~", StringComparison.Ordinal) && pattern.Contains('_', StringComparison.Ordinal))
                    CheckWildcards(name, pattern); // the engine's fast matcher knows % only
                break;
            case SqlFunction.Backtracked:
                CheckWildcards(name, Written(name, arguments, 1));
                break;
            default: break;
        }
    }

    /// <summary>The text of an argument that is a literal.</summary>
    public static string? Literal(JsonElement arguments, int index) => Value(arguments, index) is { ValueKind: JsonValueKind.String } text
        ? text.GetString() : null;

    /// <summary>The number that an argument is, if it is a literal.</summary>
    public static long? Number(JsonElement arguments, int index) =>
        Value(arguments, index) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var whole) ? whole : null;

    private static string Written(string name, JsonElement arguments, int index)
    {
        if (index < arguments.GetArrayLength() && Literal(arguments, index) is { Length: <= MaxPatternLength } text) return text;
        throw new QueryRefusedException($"Pattern and replacement of {Named(name)} must be texts of at most {MaxPatternLength} characters, "
            + "written out.");
    }

    private static void CheckWildcards(string name, string pattern)
    {
        if (pattern.Count(c => c is '%' or '*') > MaxWildcards)
            throw new QueryRefusedException($"A pattern of {Named(name)} may have at most {MaxWildcards} wildcards; use regexp_matches.");
    }

    private static string Named(string name) => name switch
    {
        "~~" => "LIKE",
        "!~~" => "NOT LIKE",
        "~~*" => "ILIKE",
        "!~~*" => "NOT ILIKE",
        "~~~" => "GLOB",
        _ => name,
    };

    private static JsonElement? Value(JsonElement arguments, int index)
    {
        if (index >= arguments.GetArrayLength()) return null;
        var argument = arguments[index];
        return argument.TryGetProperty("class", out var @class) && @class.GetString() == "CONSTANT"
            && argument.GetProperty("value").TryGetProperty("value", out var value) ? value : null;
    }
}
