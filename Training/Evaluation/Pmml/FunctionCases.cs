using System.Globalization;
using System.Security;
using System.Text;
using System.Text.Json;
using Maintenance.Pmml;

namespace Maintenance.Training.Evaluation.Pmml;

/// <summary>
/// Cases of the built-in functions: each becomes a document with one field per argument and one transformed output. Where the reference
/// throws, the result must be missing or the document refused.
/// </summary>
internal static class FunctionCases
{
    private const string Dialect = "built-in functions";
    private const string Result = "result";
    private const double Relative = 1e-12;

    private static readonly Dictionary<string, string> Symbols = new(StringComparer.Ordinal)
    {
        ["ADD"] = "+",
        ["SUBTRACT"] = "-",
        ["MULTIPLY"] = "*",
        ["DIVIDE"] = "/",
    };

    public static List<CaseResult> Evaluate(JsonElement cases, CancellationToken cancellationToken)
    {
        var (results, number) = (new List<CaseResult>(), 0);
        foreach (var test in cases.EnumerateArray())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = NameOf(test.GetProperty("function").GetString()!);
            var arguments = Flatten(test.GetProperty("args")).ToArray();
            var throws = ManifestReader.Text(test.GetProperty("expected"), "throws") is not null;
            var id = $"{++number} {name}({string.Join(", ", arguments.Select(a => a.Text ?? "missing"))})";
            var result = CaseRunner.Run(id, Dialect, name, () => Compare(test, name, arguments));
            // The reference refuses it too.
            results.Add(throws && result.Outcome == CaseOutcome.Refused
                ? result with { Outcome = CaseOutcome.Pass, Compared = 1 } : result);
        }
        return results;
    }

    private static (int Compared, List<string> Differences) Compare(JsonElement test, string name, (string Type, string? Text)[] arguments)
    {
        var model = PmmlModel.Load(Encoding.UTF8.GetBytes(Write(name, arguments)));
        var results = new string?[model.Columns.Count];
        model.ScoreText([.. arguments.Select(a => a.Text)], results);
        var actual = results[model.Columns.ToList().IndexOf(Result)];
        var wanted = ManifestReader.Property(test.GetProperty("expected"), "value") is { } value ? ToText(value) : null;
        var within = ManifestReader.Property(test, "tolerance")?.GetDouble() ?? 0;
        return (1, Agrees(wanted, actual, within) ? [] : [$"expected {wanted ?? "missing"}, got {actual ?? "missing"}"]);
    }

    private static bool Agrees(string? wanted, string? actual, double within)
    {
        // NaN is not a value: it is output as missing.
        if (wanted is null or "NaN") return actual is null or "NaN";
        if (string.Equals(wanted, actual, StringComparison.Ordinal)) return true;
        return double.TryParse(wanted, NumberStyles.Float, CultureInfo.InvariantCulture, out var x)
            && double.TryParse(actual, NumberStyles.Float, CultureInfo.InvariantCulture, out var y)
            && (x.Equals(y) || Math.Abs(x - y) <= Math.Max(within * 1.000001, Relative * Math.Abs(x)));
    }

    private static string NameOf(string constant)
    {
        if (Symbols.TryGetValue(constant, out var symbol)) return symbol;
        if (!constant.All(c => char.IsUpper(c) || char.IsAsciiDigit(c) || c == '_')) return constant;
        var words = constant.ToLowerInvariant().Split('_');
        return string.Concat(words.Select((w, i) => i == 0 ? w : char.ToUpperInvariant(w[0]) + w[1..]))
            .Replace("Cdf", "CDF", StringComparison.Ordinal).Replace("Pdf", "PDF", StringComparison.Ordinal)
                .Replace("Idf", "IDF", StringComparison.Ordinal);
    }

    private static IEnumerable<(string Type, string? Text)> Flatten(JsonElement arguments)
    {
        foreach (var argument in arguments.EnumerateArray())
        {
            var (type, value) = (ManifestReader.Text(argument, "type") ?? "", argument.GetProperty("value"));
            if (type != "list") yield return (type, ToText(value));
            else
                foreach (var item in value.EnumerateArray())
                    yield return (item.ValueKind == JsonValueKind.Null
                        ? "" : item.ValueKind == JsonValueKind.String
                        ? "string" : item.TryGetInt64(out _) ? "integer" : "double", ToText(item));
        }
    }

    private static string? ToText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.String => value.GetString() switch { "INF" => "Infinity", "-INF" => "-Infinity", var text => text },
        _ => value.GetDouble().ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Write(string function, (string Type, string? Text)[] arguments)
    {
        // A null argument has no type: it takes that of the first typed one.
        var common = arguments.Select(a => a.Type).FirstOrDefault(t => t.Length > 0) ?? "double";
        var types = arguments.Select(a => a.Type.Length > 0 ? a.Type : common).ToArray();
        var fields = string.Concat(types.Select((t, i) => $"<DataField name='a{i}' "
            + $"optype='{(t is "string" or "boolean" ? "categorical" : "continuous")}' dataType='{t}'/>"));
        // Text that configures a function (such as a pattern) is a constant in documents; the first argument and all numbers are fields.
        var parts = arguments.Select((a, i) => types[i] == "string" && i > 0 && a.Text is not null && IsConfigured(function)
            ? $"<Constant dataType='string'>{SecurityElement.Escape(a.Text)}</Constant>"
            : $"<FieldRef field='a{i}'/>");
        return $"<PMML version='4.4' xmlns='http://www.dmg.org/PMML-4_4'><Header/><DataDictionary>{fields}</DataDictionary>" +
            "<RegressionModel "
                + $"functionName='regression'><MiningSchema>{string.Concat(types.Select((_, i) => $"<MiningField name='a{i}' invalidValueTreatment='asIs'/>"))}</MiningSchema>" +
            $"<Output><OutputField name='{Result}' feature='transformedValue'><Apply "
                + $"function='{function}'>{string.Concat(parts)}</Apply></OutputField></Output>" +
            "<RegressionTable intercept='0'/></RegressionModel></PMML>";
    }

    private static bool IsConfigured(string function) => function is "replace" or "matches" or "formatNumber" or "formatDatetime";
}
